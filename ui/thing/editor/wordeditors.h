// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/thing/editor/valueeditor.h"

#include <QList>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace Holdfast {

//! \brief For yes and no; neither of them until one is chosen or shown.
class BoolEditor : public ValueEditor
{
    Q_OBJECT
public:
    BoolEditor(const EditorName &name, QWidget *parent);

    Json value() const override;
    void setValue(const Json &value) override;
    bool isBlank() const override { return !m_isChosen; }
    QString problem() const override;
    bool commitsAtOnce() const override { return true; }

private:
    void refresh();

    QCheckBox *m_box;
    bool m_isChosen = false;
};

//! \brief For one of several words, or other values.
class ChoiceEditor : public ValueEditor
{
    Q_OBJECT
public:
    //! \a schema has words or literals.
    ChoiceEditor(const DataSchema &schema, const EditorName &name, QWidget *parent);

    Json value() const override;
    void setValue(const Json &value) override;
    bool isBlank() const override;
    QString problem() const override;
    bool commitsAtOnce() const override { return true; }

private:
    QList<Json> m_values; //!< in the order of the box
    QComboBox *m_box;
};

//! \brief For a text; none until one is entered or shown, an empty one included.
class TextEditor : public ValueEditor
{
    Q_OBJECT
public:
    TextEditor(const DataSchema &schema, const EditorName &name, QWidget *parent);

    Json value() const override;
    void setValue(const Json &value) override;
    bool isBlank() const override { return !m_isEntered; }
    QString problem() const override;

private:
    QLineEdit *m_line;
    bool m_isEntered = false;
};

} // namespace Holdfast
