// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/thing/editor/valueeditor.h"

#include <memory>

class QToolButton;
class QVBoxLayout;

namespace Holdfast {

//! \brief For a list: an editor for each item, and buttons to add and to remove one.
class ListEditor : public ValueEditor
{
    Q_OBJECT
public:
    //! More than that are shown as JSON.
    static constexpr int mostRows = 20;

    ListEditor(const DataSchema &schema, const EditorName &name, QWidget *parent, int depth);

    Json value() const override;
    void setValue(const Json &value) override;
    QString problem() const override;

private:
    struct Row
    {
        QWidget *widget;
        ValueEditor *editor;
        QToolButton *remove;
    };

    void addRow(const Json *value);
    void dropLast();
    void removeRow(const QWidget *widget);
    void refresh();

    DataSchema m_schema;
    EditorName m_name;
    int m_depth;
    QVBoxLayout *m_layout;
    QList<Row> m_rows;
    ValueEditor *m_long; //!< instead of the rows when there are too many
    QToolButton *m_add;
};

} // namespace Holdfast
