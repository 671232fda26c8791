// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>

namespace Holdfast {

//! \brief The waiters for the lock, with their operation and waiting time: the next one first.
class LockQueueModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        PositionColumn,
        WhoColumn,
        ClassColumn,
        OperationColumn,
        WaitingColumn,
        GivesUpColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    //! Rows that stay in the queue stay the same rows, so that a selection survives.
    void setQueue(const QList<LockWaiter> &queue);

    //! Brings the times up to date; they go on from the last setQueue().
    void tick();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void removeThoseWhoLeft(const QList<LockWaiter> &queue);
    bool isBeginningOf(const QList<LockWaiter> &queue) const;
    QVariant text(int row, int column) const;

    struct Place
    {
        LockWaiter waiter;
        int position; //!< from 1; stays as it was until the row is reported as different
    };
    static QList<Place> places(const QList<LockWaiter> &queue);

    QList<Place> m_places;
    QElapsedTimer m_age; //!< of m_places
};

} // namespace Holdfast
