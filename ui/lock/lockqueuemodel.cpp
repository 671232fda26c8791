// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/lockqueuemodel.h"

#include "ui/format/format.h"

#include <algorithm>

namespace Holdfast {

void LockQueueModel::setQueue(const QList<LockWaiter> &queue)
{
    m_age.start();
    removeThoseWhoLeft(queue);
    if (!isBeginningOf(queue)) {
        beginResetModel();
        m_queue = queue;
        endResetModel();
        return;
    }
    const qsizetype kept = m_queue.size();
    std::copy_n(queue.begin(), kept, m_queue.begin());
    if (kept > 0)
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(kept) - 1, ColumnCount - 1));
    if (queue.size() > kept) {
        beginInsertRows({}, static_cast<int>(kept), static_cast<int>(queue.size()) - 1);
        m_queue = queue;
        endInsertRows();
    }
}

void LockQueueModel::tick()
{
    if (!m_queue.isEmpty())
        Q_EMIT dataChanged(index(0, WaitingColumn), index(rowCount() - 1, GivesUpColumn));
}

void LockQueueModel::removeThoseWhoLeft(const QList<LockWaiter> &queue)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto isThis
            = [id = m_queue[row].ticketId](const LockWaiter &w) { return w.ticketId == id; };
        if (std::any_of(queue.begin(), queue.end(), isThis))
            continue;
        beginRemoveRows({}, row, row);
        m_queue.removeAt(row);
        endRemoveRows();
    }
}

bool LockQueueModel::isBeginningOf(const QList<LockWaiter> &queue) const
{
    return m_queue.size() <= queue.size()
        && std::equal(m_queue.begin(), m_queue.end(), queue.begin(),
                      [](const LockWaiter &a, const LockWaiter &b) {
                          return a.ticketId == b.ticketId;
                      });
}

int LockQueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_queue.size());
}

int LockQueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LockQueueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(m_queue[index.row()], index.row(), index.column());
    return {};
}

QVariant LockQueueModel::text(const LockWaiter &waiter, int row, int column) const
{
    const std::chrono::milliseconds age{m_age.isValid() ? m_age.elapsed() : 0};
    switch (column) {
    case PositionColumn:
        return row + 1;
    case WhoColumn:
        return waiter.label.toString();
    case OperationColumn:
        return waiter.operation;
    case WaitingColumn:
        return Format::duration(waiter.waited + age);
    default:
        return waiter.remaining ? Format::duration(*waiter.remaining - age) : tr("never");
    }
}

QVariant LockQueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PositionColumn:
        return tr("#");
    case WhoColumn:
        return tr("Who");
    case OperationColumn:
        return tr("Operation");
    case WaitingColumn:
        return tr("Waiting");
    case GivesUpColumn:
        return tr("Gives up in");
    default:
        return {};
    }
}

} // namespace Holdfast
