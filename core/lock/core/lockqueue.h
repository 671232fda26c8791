// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockhold.h"
#include "core/lock/lockpolicy.h"

#include <chrono>
#include <list>
#include <optional>
#include <vector>

namespace Holdfast {

//! \brief A ticket, as its queue keeps it.
struct LockQueueEntry
{
    using Clock = std::chrono::steady_clock;

    quint64 id;
    Holder holder;
    QString operation;
    LockClass lockClass;
    QString clientKey;
    Clock::time_point arrival;
    std::optional<Clock::time_point> deadline;
    bool isThread = false; //!< a thread sleeps for it; otherwise there is a callback
    std::optional<PausedHold>
        resumes {};                //!< the hold that resumes with the grant; empty for a new one
    quint64 lease = 0;             //!< the one under which it asks; 0 for none
    bool takes = false;            //!< an operator for whom leases give way
    bool isPrivileged = false;     //!< set by the queue: it stands at the head by right
    Clock::time_point agesFrom {}; //!< set by the queue; not the arrival of a waiter that gave way
    quint64 rank = 0;              //!< set by the queue: the lower came first
};

//! \brief The waiters of a lock, and the only place that decides which is served next. A
//! pure part of LockCore.
//!
//! It has one list per class, each in order of arrival, so the waiters that have aged stand at the head
//! of the remote list, and only the heads need to be compared.
class LockQueue
{
public:
    using Clock = LockQueueEntry::Clock;

    explicit LockQueue(const LockRules &rules);

    bool isEmpty() const { return size() == 0; }
    qsizetype size() const { return qsizetype(m_operators.size()) + qsizetype(m_remotes.size()); }
    int countOf(const QString &clientKey) const;

    void append(LockQueueEntry entry);
    //! Inserts a waiter that gave way as the first of its class, only behind those that count as
    //! operators by now. It ages with the one behind it, because a waiter that has aged must not be
    //! kept from the head.
    void insertFirst(LockQueueEntry entry, Clock::time_point now);

    //! Inserts an operation of a lease that has given way behind those that insertFirst() put
    //! there.
    void insertAfterFirst(LockQueueEntry entry, Clock::time_point now);

    //! Returns whether a waiter in the queue goes before an owner of \a lockClass: an operator, or a
    //! remote waiter who counts as one, before a remote owner.
    bool hasBefore(LockClass lockClass, Clock::time_point now) const;
    bool hasOperator() const { return !m_operators.empty(); }
    //! Returns whether an operator waits for whom leases give way.
    bool hasTaker() const;
    bool hasOfLease(quint64 lease) const;

    //! Removes and returns the waiter that is served next.
    std::optional<LockQueueEntry> takeNext(Clock::time_point now);

    std::optional<LockQueueEntry> take(quint64 id);
    //! Removes and returns the first operation of \a lease.
    std::optional<LockQueueEntry> takeOfLease(quint64 lease);

    //! Returns the position from 1, in the order of service as inOrder() has it; 0 when \a id is not
    //! in the queue.
    int position(quint64 id, Clock::time_point now, quint64 firstLease = 0) const;

    //! Returns all waiters in the order of service, supposing that none comes, leaves or ages from
    //! \a now on: the operations of \a firstLease before all others, for a lease that has the lock.
    std::vector<const LockQueueEntry *> inOrder(Clock::time_point now,
                                                quint64 firstLease = 0) const;

private:
    using List = std::list<LockQueueEntry>;

    //! The rest of the lists; the order of service follows from it step by step.
    struct Heads
    {
        List::const_iterator nextOperator;
        List::const_iterator nextRemote;
        int inARow; //!< operators served since a remote waiter was, while one stood in the queue
    };

    //! Steps past the waiter that is next, which must exist.
    List::const_iterator step(Heads &heads, Clock::time_point now) const;
    void insert(List &list, List::iterator place, LockQueueEntry entry);
    bool hasAged(const LockQueueEntry &entry, Clock::time_point now) const;
    template<typename Matches>
    std::optional<LockQueueEntry> takeFirst(Matches matches);
    List &listOf(LockClass lockClass);
    bool operatorIsNext(const Heads &heads, Clock::time_point now) const;
    Heads heads() const { return {m_operators.begin(), m_remotes.begin(), m_inARow}; }

    const std::chrono::milliseconds m_ageing;
    const int m_operatorsInARow;
    List m_operators;
    List m_remotes;
    int m_inARow = 0;
};

} // namespace Holdfast
