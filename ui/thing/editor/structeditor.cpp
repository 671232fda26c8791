// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/editor/structeditor.h"

#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/thingtext.h"

#include <QFormLayout>

namespace Holdfast {

namespace {

QString titleOf(const SchemaMember &member)
{
    const QString title =
        member.schema.title.isEmpty() ? member.name : thingText(member.schema.title);
    return member.required ? title + QStringLiteral(" *") : title;
}

QString helpOf(const SchemaMember &member)
{
    QStringList lines {member.schema.title.isEmpty() ? member.name
                                                     : thingText(member.schema.title)};
    for (const QString &line : {thingText(member.schema.description), limitsOf(member.schema)}) {
        if (!line.isEmpty())
            lines << line;
    }
    return lines.join(u'\n');
}

} // namespace

StructEditor::StructEditor(const DataSchema &schema, const EditorName &name, QWidget *parent,
                           int depth)
    : ValueEditor(parent)
{
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(depth == 0 ? 0 : 8, 0, 0, 0);
    layout->setVerticalSpacing(4);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    for (const SchemaMember &member : schema.members) {
        const QString title = titleOf(member);
        const QString help =
            helpOf(member) + (member.required ? u'\n' + tr("Required") : QString());
        ValueEditor *editor =
            createEditor(member.schema, name.child(member.name, title, help), this, depth + 1);
        auto *label = new PlainLabel(title, this);
        label->setToolTip(plainToolTip(help));
        layout->addRow(label, editor);
        if (member.schema.defaultValue)
            editor->setValue(*member.schema.defaultValue);
        const qsizetype index = m_members.size();
        m_members.append(
            {member.name, title, member.required, member.schema.defaultValue.has_value(), editor});
        connect(editor, &ValueEditor::edited, this, [this, index] {
            m_members[index].isEntered = true;
            Q_EMIT edited();
        });
        // A click in one member does not confirm all of them: Return does.
        if (!editor->commitsAtOnce())
            connect(editor, &ValueEditor::committed, this, &ValueEditor::committed);
    }
    if (!m_members.isEmpty())
        setFocusProxy(m_members.first().editor);
}

bool StructEditor::isLeftOut(const Member &member) const
{
    if (member.isRequired)
        return false;
    if (!member.isEntered || member.editor->isBlank())
        return true;
    // null means that a member without a default has no value.
    return !member.hasDefault && member.editor->problem().isEmpty()
           && member.editor->value().is_null();
}

Json StructEditor::value() const
{
    Json value = Json::object();
    for (const Member &member : m_members) {
        if (!isLeftOut(member))
            value[toUtf8String(member.name)] = member.editor->value();
    }
    return value;
}

void StructEditor::setValue(const Json &value)
{
    if (!value.is_object())
        return;
    for (Member &member : m_members) {
        const auto found = value.find(toUtf8String(member.name));
        if (found == value.end())
            continue;
        member.editor->setValue(*found);
        member.isEntered = true;
    }
}

QString StructEditor::problem() const
{
    for (const Member &member : m_members) {
        const QString problem = isLeftOut(member) ? QString() : member.editor->problem();
        if (!problem.isEmpty())
            return QStringLiteral("%1: %2").arg(member.title, problem);
    }
    return {};
}

} // namespace Holdfast
