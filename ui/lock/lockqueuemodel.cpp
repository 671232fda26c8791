// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/lockqueuemodel.h"

#include "ui/base/text/format.h"
#include "ui/base/text/literal.h"
#include "ui/base/text/plaintooltip.h"

#include <QFont>

#include <algorithm>

namespace Holdfast {

void LockQueueModel::setQueue(const QList<LockWaiter> &queue)
{
    m_age.start();
    removeThoseWhoLeft(queue);
    const QList<Place> now = places(queue);
    if (!isBeginningOf(queue)) {
        beginResetModel();
        m_places = now;
        endResetModel();
        return;
    }
    const int kept = rowCount();
    std::copy_n(now.begin(), kept, m_places.begin());
    if (kept > 0)
        Q_EMIT dataChanged(index(0, 0), index(kept - 1, ColumnCount - 1));
    if (now.size() > kept) {
        beginInsertRows({}, kept, static_cast<int>(now.size()) - 1);
        m_places = now;
        endInsertRows();
    }
}

void LockQueueModel::tick()
{
    if (!m_places.isEmpty())
        Q_EMIT dataChanged(index(0, WaitingColumn), index(rowCount() - 1, GivesUpColumn));
}

QList<LockQueueModel::Place> LockQueueModel::places(const QList<LockWaiter> &queue)
{
    QList<Place> result;
    for (const LockWaiter &waiter : queue)
        result.append({waiter, static_cast<int>(result.size()) + 1});
    return result;
}

void LockQueueModel::removeThoseWhoLeft(const QList<LockWaiter> &queue)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto isThis = [id = m_places[row].waiter.ticketId](const LockWaiter &other) {
            return other.ticketId == id;
        };
        if (std::any_of(queue.begin(), queue.end(), isThis))
            continue;
        beginRemoveRows({}, row, row);
        m_places.removeAt(row);
        endRemoveRows();
    }
}

bool LockQueueModel::isBeginningOf(const QList<LockWaiter> &queue) const
{
    return m_places.size() <= queue.size()
           && std::equal(m_places.begin(), m_places.end(), queue.begin(),
                         [](const Place &place, const LockWaiter &waiter) {
                             return place.waiter.ticketId == waiter.ticketId;
                         });
}

int LockQueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_places.size());
}

int LockQueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LockQueueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole) {
        const QVariant shown = text(index.row(), index.column());
        return index.column() == PositionColumn ? shown : literal(shown.toString());
    }
    if (role == Qt::ToolTipRole)
        return plainToolTip(text(index.row(), index.column()).toString());
    if (role == Qt::FontRole && index.column() == OperationColumn
        && m_places[index.row()].waiter.takes) {
        QFont marked;
        marked.setBold(true);
        return marked;
    }
    return {};
}

QVariant LockQueueModel::text(int row, int column) const
{
    const LockWaiter &waiter = m_places[row].waiter;
    const std::chrono::milliseconds age {m_age.isValid() ? m_age.elapsed() : 0};
    switch (column) {
    case PositionColumn:
        return m_places[row].position;
    case WhoColumn:
        return waiter.principal.toString();
    case ClassColumn:
        return Format::lockClass(waiter.lockClass);
    case OperationColumn:
        return waiter.takes ? tr("takes control") : waiter.operation;
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
    case ClassColumn:
        return tr("Class");
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
