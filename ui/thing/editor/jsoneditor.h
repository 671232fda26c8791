// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/thing/editor/valueeditor.h"

class QPlainTextEdit;

namespace Holdfast {

class PlainLabel;

//! \brief The editor for values without an editor of their own: JSON as text, checked while it is
//! typed.
class JsonEditor : public ValueEditor
{
    Q_OBJECT
public:
    JsonEditor(const DataSchema &schema, const EditorName &name, QWidget *parent);

    Json value() const override { return m_value; }
    void setValue(const Json &value) override;
    QString problem() const override { return m_problem; }

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void check();

    DataSchema m_schema;
    QPlainTextEdit *m_text;
    PlainLabel *m_remark;
    Json m_value;
    QString m_problem;
};

} // namespace Holdfast
