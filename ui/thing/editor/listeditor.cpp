// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/editor/listeditor.h"

#include "ui/base/text/plaintooltip.h"
#include "ui/base/theme/icon.h"
#include "ui/thing/editor/jsoneditor.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace Holdfast {

ListEditor::ListEditor(const DataSchema &schema, const EditorName &name, QWidget *parent, int depth)
    : ValueEditor(parent)
    , m_schema(schema)
    , m_name(name)
    , m_depth(depth)
    , m_layout(new QVBoxLayout(this))
    , m_long(new JsonEditor(schema, name, this))
    , m_add(new QToolButton(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(2);
    m_layout->addWidget(m_long);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    m_add->setObjectName(name.id + QStringLiteral("Add"));
    m_add->setText(tr("Add"));
    m_add->setAccessibleName(tr("%1: add one").arg(name.text));
    m_add->setToolTip(plainToolTip(tr("Add one at the end") + u'\n' + name.help));
    connect(m_add, &QToolButton::clicked, this, [this] {
        addRow(nullptr);
        refresh();
        m_rows.last().editor->setFocus();
        Q_EMIT edited();
    });
    connect(m_long, &ValueEditor::edited, this, &ValueEditor::edited);
    connect(m_long, &ValueEditor::committed, this, &ValueEditor::committed);
    m_long->hide();
    refresh();
}

Json ListEditor::value() const
{
    if (!m_long->isHidden())
        return m_long->value();
    Json list = Json::array();
    for (const Row &row : m_rows)
        list.push_back(row.editor->value());
    return list;
}

void ListEditor::setValue(const Json &value)
{
    if (!value.is_array())
        return;
    const bool isLong = value.size() > mostRows;
    m_long->setVisible(isLong);
    if (isLong)
        m_long->setValue(value);
    const auto count = isLong ? 0 : qsizetype(value.size());
    while (m_rows.size() > count)
        dropLast();
    for (qsizetype i = 0; i < count; ++i) {
        const Json &item = value[static_cast<std::size_t>(i)];
        if (i < m_rows.size())
            m_rows[i].editor->setValue(item);
        else
            addRow(&item);
    }
    refresh();
}

QString ListEditor::problem() const
{
    if (!m_long->isHidden())
        return m_long->problem();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (const QString problem = m_rows[i].editor->problem(); !problem.isEmpty())
            return tr("Number %1: %2").arg(i + 1).arg(problem);
    }
    return {};
}

void ListEditor::addRow(const Json *value)
{
    const QString number = QString::number(m_rows.size() + 1);
    auto *widget = new QWidget(this);
    const EditorName name = m_name.child(number, number, m_name.help);
    ValueEditor *editor = createEditor(*m_schema.items, name, widget, m_depth + 1);
    auto *remove = new QToolButton(widget);
    remove->setObjectName(name.id + QStringLiteral("Remove"));
    remove->setIcon(toIcon(Icon::Cancel));
    remove->setAutoRaise(true);
    remove->setAccessibleName(tr("%1: remove").arg(name.text));
    remove->setToolTip(tr("Remove this one from the list"));
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins({});
    layout->addWidget(editor, 1);
    layout->addWidget(remove, 0, Qt::AlignTop);
    if (value)
        editor->setValue(*value);
    connect(editor, &ValueEditor::edited, this, &ValueEditor::edited);
    if (!editor->commitsAtOnce())
        connect(editor, &ValueEditor::committed, this, &ValueEditor::committed);
    connect(remove, &QToolButton::clicked, this, [this, widget] { removeRow(widget); });
    m_layout->insertWidget(int(m_rows.size()), widget);
    m_rows.append({widget, editor, remove});
}

void ListEditor::dropLast()
{
    const Row row = m_rows.takeLast();
    row.widget->hide();
    row.widget->deleteLater(); // perhaps the click on its own button goes on
}

void ListEditor::removeRow(const QWidget *widget)
{
    // The values move up, so that the rows keep their numbers.
    Json list = value();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].widget == widget)
            list.erase(static_cast<std::size_t>(i));
    }
    setValue(list);
    m_add->setFocus();
    Q_EMIT edited();
}

void ListEditor::refresh()
{
    const int most = std::min(mostRows, m_schema.maxLength.value_or(mostRows));
    m_add->setVisible(m_long->isHidden());
    m_add->setEnabled(m_rows.size() < most);
}

} // namespace Holdfast
