// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"

#include <chrono>
#include <list>
#include <memory>
#include <optional>
#include <vector>

namespace Holdfast {

class ThreadRecord;

//! \brief A thread that sleeps until it is served. Lives on that thread's stack.
struct SleepingThread
{
    std::shared_ptr<ThreadRecord> thread;
    quint64 generation = 0; //!< of its grant; 0 while there is none
    quint64 resumes = 0;    //!< the hold that goes on with the grant; 0 when it is a new one
    std::optional<GlobalLockBusyError::Reason> refused {};
    int position = 0; //!< where it stood when it was refused
};

//! \brief One place in line: either a callback or a sleeping thread.
struct LockQueueEntry
{
    using Clock = std::chrono::steady_clock;

    quint64 id;
    Holder holder;
    QString operation;
    LockClass lockClass;
    QString clientKey;
    Clock::time_point arrival; //!< by the policy's clock
    std::optional<Clock::time_point> deadline;
    GlobalLock::Callback callback;
    SleepingThread *sleeper = nullptr;
    quint64 lease = 0;             //!< under which it asks; 0 for none
    bool takes = false;            //!< an operator who has leases give way
    bool isPrivileged = false;     //!< set by the queue: it stands at the head by right
    Clock::time_point agesFrom {}; //!< set by the queue; not the arrival of whoever gave way
    quint64 rank = 0;              //!< set by the queue: the lower came first
};

//! \brief The line before a lock, and the only place that decides who is served next. Not
//! thread-safe: the gate guards it.
//!
//! One line per class, each in order of arrival, so whoever has aged stands at the head of the
//! remote line, and only the heads need to be compared.
class LockQueue
{
public:
    using Clock = LockQueueEntry::Clock;

    explicit LockQueue(const LockPolicy &policy);

    bool isEmpty() const { return size() == 0; }
    qsizetype size() const { return qsizetype(m_operators.size() + m_remotes.size()); }
    int countOf(const QString &clientKey) const;

    void append(LockQueueEntry entry);
    //! For whoever gave way: the first of its class, behind those only who count as operators by
    //! now. It ages with the one behind it, for whoever has aged must not be kept from the head.
    void insertFirst(LockQueueEntry entry, Clock::time_point now);

    //! For an operation of a lease that has given way: behind those who insertFirst() put there.
    void insertAfterFirst(LockQueueEntry entry, Clock::time_point now);

    //! Whether somebody in line goes before an owner of \a lockClass: an operator, or a remote
    //! waiter who counts as one, before a remote owner.
    bool hasBefore(LockClass lockClass, Clock::time_point now) const;
    bool hasOperator() const { return !m_operators.empty(); }
    //! Whether an operator waits who has leases give way.
    bool hasTaker() const;
    bool hasOfLease(quint64 lease) const;

    //! Takes out whoever is served next.
    std::optional<LockQueueEntry> takeNext(Clock::time_point now);

    std::optional<LockQueueEntry> take(quint64 id);
    //! Takes out the first operation of \a lease.
    std::optional<LockQueueEntry> takeOfLease(quint64 lease);

    //! From 1, in the order of service as inOrder() has it; 0 when \a id is not in line.
    int position(quint64 id, Clock::time_point now, quint64 firstLease = 0) const;

    //! In the order of service, if nobody came, left or aged from \a now on: the operations of
    //! \a firstLease before all others, for a lease that has the lock.
    std::vector<const LockQueueEntry *> inOrder(Clock::time_point now,
                                                quint64 firstLease = 0) const;

private:
    using Line = std::list<LockQueueEntry>;

    //! What is left of the lines; the order of service follows from it step by step.
    struct Heads
    {
        Line::const_iterator nextOperator;
        Line::const_iterator nextRemote;
        int inARow; //!< operators served since a remote waiter was, while one stood in line
    };

    //! Steps past whoever is next, who must exist.
    Line::const_iterator step(Heads &heads, Clock::time_point now) const;
    void insert(Line &line, Line::iterator place, LockQueueEntry entry);
    bool hasAged(const LockQueueEntry &entry, Clock::time_point now) const;
    template<typename Matches>
    std::optional<LockQueueEntry> takeFirst(Matches matches);
    Line &lineOf(LockClass lockClass);
    bool operatorIsNext(const Heads &heads, Clock::time_point now) const;
    Heads heads() const { return {m_operators.begin(), m_remotes.begin(), m_inARow}; }

    const std::chrono::milliseconds m_ageing;
    const int m_operatorsInARow;
    Line m_operators;
    Line m_remotes;
    int m_inARow = 0;
};

} // namespace Holdfast
