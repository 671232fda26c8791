// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/invocationrecord.h"

#include <QAbstractTableModel>

namespace Holdfast {

//! \brief The invocations that run, wait or have run lately, of all clients: the newest first.
//!
//! Bounded: beyond the limit the oldest finished one is removed. Has the roles of a RowFilter.
class InvocationsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        OperationColumn,
        WhoColumn,
        StateColumn,
        ProgressColumn,
        TimeColumn,
        MessageColumn,
        ColumnCount
    };
    //! A number from 0 to 100 in the progress column of an invocation that runs and reports its
    //! progress.
    enum Role { PercentRole = Qt::UserRole };

    static constexpr int defaultLimit = 500;

    explicit InvocationsModel(QObject *parent = nullptr, int limit = defaultLimit);

    //! Adds \a invocation, or replaces the older record of it.
    void update(const Holdfast::InvocationRecord &invocation);
    void remove(const QUuid &id);

    //! Returns the invocation in \a row; null outside.
    const InvocationRecord *invocation(int row) const;
    //! Returns the invocation; null when it is not (or no longer) here.
    const InvocationRecord *find(const QUuid &id) const;
    //! Returns whether there is an invocation whose time goes on.
    bool hasUnfinished() const;
    //! Returns the invocations that wait for the lock.
    QList<QUuid> pending() const;

    //! Brings the times of unfinished ones up to date.
    void tick();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    static QString text(const InvocationRecord &invocation, int column);
    static QString searchText(const InvocationRecord &invocation);
    int rowOf(const QUuid &id) const;
    void insert(const InvocationRecord &invocation);
    void dropRow(int row);
    void keepWithinLimit();

    QList<InvocationRecord> m_invocations;
    int m_limit;
};

} // namespace Holdfast
