// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/thing/editor/valueeditor.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace Holdfast {

//! \brief For yes and no.
class BoolEditor : public ValueEditor
{
    Q_OBJECT
public:
    BoolEditor(const EditorName &name, QWidget *parent);

    Json value() const override;
    void setValue(const Json &value) override;
    bool commitsAtOnce() const override { return true; }

private:
    void refresh();

    QCheckBox *m_box;
};

//! \brief For one of several words.
class ChoiceEditor : public ValueEditor
{
    Q_OBJECT
public:
    ChoiceEditor(const DataSchema &schema, const EditorName &name, QWidget *parent);

    Json value() const override;
    void setValue(const Json &value) override;
    QString problem() const override;
    bool commitsAtOnce() const override { return true; }

private:
    QComboBox *m_box;
};

//! \brief For a text.
class TextEditor : public ValueEditor
{
    Q_OBJECT
public:
    TextEditor(const DataSchema &schema, const EditorName &name, QWidget *parent);

    Json value() const override;
    void setValue(const Json &value) override;

private:
    QLineEdit *m_line;
};

} // namespace Holdfast
