// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/labresourcesmodel.h"

#include "ui/base/text/format.h"
#include "ui/base/text/literal.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/lab/labtext.h"

#include <QFont>

#include <algorithm>

namespace Holdfast {

void LabResourcesModel::setResources(const QList<LabResourceStatus> &resources)
{
    QList<Row> rows;
    for (const LabResourceStatus &resource : resources) {
        rows.append({resource});
        for (const LabTicketStatus &waiter : resource.queue)
            rows.append({resource, waiter});
    }
    const bool areSame =
        std::equal(m_rows.begin(), m_rows.end(), rows.begin(), rows.end(),
                   [](const Row &one, const Row &other) { return one.key() == other.key(); });
    if (!areSame)
        beginResetModel();
    m_rows = rows;
    if (!areSame)
        endResetModel();
    else if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int LabResourcesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LabResourcesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LabResourcesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    if (role == Qt::DisplayRole)
        return literal(text(row, index.column()));
    if (role == Qt::ToolTipRole) {
        QStringList lines {text(row, index.column())};
        if (!row.resource.home.isEmpty())
            lines << tr("Home: %1").arg(row.resource.home);
        if (!row.resource.members.isEmpty())
            lines << tr("Members: %1").arg(row.resource.members.join(QStringLiteral(", ")));
        return plainToolTip(lines.join(u'\n'));
    }
    if (role == Qt::FontRole && row.isOwn()) {
        QFont own;
        own.setBold(true);
        return own;
    }
    return {};
}

QString LabResourcesModel::text(const Row &row, int column) const
{
    const std::optional<LabTicketStatus> &ticket = row.waiter ? row.waiter : row.resource.owner;
    switch (column) {
    case NameColumn:
        return row.waiter ? tr("    %1. waiting").arg(row.waiter->position) : row.resource.label();
    case WhoColumn:
        return ticket ? LabText::holder(*ticket) : tr("free");
    case StationColumn:
        return ticket ? ticket->station : QString();
    case OperationColumn:
        return ticket ? ticket->operation : QString();
    case SinceColumn:
        return Format::time(row.waiter ? row.waiter->since : row.resource.ownedSince);
    default:
        return remark(row);
    }
}

QString LabResourcesModel::remark(const Row &row) const
{
    QStringList parts;
    if (row.waiter) {
        if (row.waiter->isOwn)
            parts << tr("this station");
        if (row.waiter->lockClass == LockClass::Operator)
            parts << Format::lockClass(row.waiter->lockClass);
        if (row.waiter->isReturning)
            parts << tr("comes back");
        return parts.join(QStringLiteral(", "));
    }
    if (row.resource.off)
        parts << tr("off the lab by %1: %2").arg(row.resource.off->by, row.resource.off->reason);
    if (row.resource.isOwn())
        parts << tr("this station has it");
    if (const int position = row.resource.ownPosition(); position > 0)
        parts << tr("this station is number %1").arg(position);
    return parts.join(QStringLiteral(", "));
}

QVariant LabResourcesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Shared");
    case WhoColumn:
        return tr("Who");
    case StationColumn:
        return tr("Station");
    case OperationColumn:
        return tr("Operation");
    case SinceColumn:
        return tr("Since");
    case RemarkColumn:
        return tr("Remark");
    default:
        return {};
    }
}

} // namespace Holdfast
