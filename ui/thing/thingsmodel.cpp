// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/thingsmodel.h"

#include "ui/base/text/literal.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/thingtext.h"
#include "ui/base/theme/icon.h"

namespace Holdfast {

ThingsModel::ThingsModel(const Session &session, QObject *parent)
    : QAbstractListModel(parent)
{
    const QStringList names = session.thingNames();
    for (const QString &name : names) {
        const Affordances *affordances = session.affordances(name);
        m_entries.append(
            {name, thingText(affordances->title), thingText(affordances->description)});
    }
    for (const QString &name : names)
        setFault(name, session.fault(name));
    const QList<InvocationRecord> invocations = session.invocations();
    for (const InvocationRecord &invocation : invocations)
        update(invocation);
}

void ThingsModel::update(const InvocationRecord &invocation)
{
    if (invocation.state != InvocationState::Running) {
        remove(invocation.id);
        return;
    }
    for (int row = 0; row < rowCount(); ++row) {
        Entry &entry = m_entries[row];
        if (entry.name != invocation.thing)
            continue;
        const bool isNew = !entry.running.contains(invocation.id);
        entry.running.insert(invocation.id, invocation);
        if (isNew)
            tell(row);
    }
}

void ThingsModel::remove(const QUuid &id)
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_entries[row].running.remove(id))
            tell(row);
    }
}

void ThingsModel::setFault(const QString &thing, const std::optional<Fault> &fault)
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_entries[row].name != thing)
            continue;
        m_entries[row].fault = fault;
        tell(row);
    }
}

void ThingsModel::tell(int row)
{
    Q_EMIT dataChanged(index(row), index(row));
}

QString ThingsModel::thing(int row) const
{
    return row >= 0 && row < rowCount() ? m_entries[row].name : QString();
}

int ThingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ThingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return literal(text(entry));
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(entry));
    case Qt::DecorationRole:
        if (entry.fault)
            return toIcon(Icon::Warning);
        return toIcon(entry.running.isEmpty() ? Icon::Things : Icon::Play);
    default:
        return {};
    }
}

QString ThingsModel::text(const Entry &entry) const
{
    if (entry.fault)
        return tr("%1 \u2013 fault").arg(entry.name);
    if (!entry.running.isEmpty())
        return tr("%1 \u2013 running").arg(entry.name);
    // "stage (Stage)" would repeat the name.
    return entry.title.compare(entry.name, Qt::CaseInsensitive) == 0
               ? entry.name
               : QStringLiteral("%1 (%2)").arg(entry.name, entry.title);
}

QString ThingsModel::toolTip(const Entry &entry) const
{
    QStringList lines {QStringLiteral("%1: %2").arg(entry.name, entry.title)};
    if (!entry.description.isEmpty())
        lines << entry.description;
    if (entry.fault)
        lines << tr("Fault: %1").arg(thingText(entry.fault->what));
    for (const InvocationRecord &invocation : entry.running)
        lines << tr("Running: %1, for %2").arg(invocation.action, invocation.by.toString());
    return lines.join(u'\n');
}

} // namespace Holdfast
