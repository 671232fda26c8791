// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The values that go into a LockCore and come out of it.

#pragma once

#include "core/lock/events/lockevents.h"
#include "core/lock/lockclass.h"
#include "core/lock/lockstatus.h"

#include <QDateTime>
#include <QVarLengthArray>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief The time at which a verb of a LockCore happens.
struct LockTime
{
    std::chrono::steady_clock::time_point at {};
    //! The same moment as a time of day: for the begin or end of a lease, and for modes and breaks.
    std::chrono::system_clock::time_point ofDay {};
};

//! Returns \a time as a date, in UTC.
inline QDateTime toDateTime(std::chrono::system_clock::time_point time)
{
    const auto sinceEpoch =
        std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count()).toUTC();
}

//! \brief An asker for a lock: its holder, operation and class.
struct LockAsker
{
    const Holder &holder;
    const QString &operation;
    LockClass lockClass;
    LockTake take = LockTake::InTurn;
};

//! \brief A status whose times of day are not filled in yet.
struct LockSnapshot
{
    LockStatus status {};
    std::chrono::steady_clock::time_point at {};
    std::chrono::steady_clock::time_point ownerSince {};
    std::chrono::system_clock::time_point leaseSince {}; //!< of the owner's lease
};

//! \brief A waiter, or a request that needed no wait, has been given the lock.
struct LockServed
{
    quint64 ticket;
    quint64 hold; //!< with which LockCore::enter() begins the work; 0 where the lock is off
    quint64 generation;
    Holder holder;
};

//! \brief An asker does not get the lock. Holds what its GlobalLockBusyError adds to the status.
struct LockRefusal
{
    quint64 ticket; //!< 0 for the caller of the verb, which had no ticket
    LockActor who;
    GlobalLockBusyError::Reason reason;
    std::chrono::milliseconds waited {};
    int position = 0;
    std::optional<LockBreak> broken {};
    std::optional<EndedLease> endedLease {};
};

//! \brief A hold needs a person's attention.
struct LockStuck
{
    enum class Why {
        GuardEndedElsewhere,
        ThreadEnded,
        GoesOnThoughBroken,
        InnerMutexNotFree,
    };

    Why why;
    Principal principal;
    QString operation;
    std::chrono::milliseconds held;
};

//! \brief The actions that a caller must carry out after a verb of a LockCore, in the order of the
//! members. Costs nothing to construct while it stays empty.
struct LockEffects
{
    LockEffects() {
    } // no aggregate, which would be cleared as a whole: that costs more than a verb

    //! The status is another one, and has another version: listeners are to be told.
    bool isNews = false;
    //! The memory (LockCore::memory()) has changed.
    bool isMemoryNews = false;
    //! The inner mutex is locked by a thread that will never unlock it: it must be replaced.
    bool innerIsLost = false;
    //! The hold that must be reported as stuck.
    std::optional<LockStuck> stuck {};
    //! The events, for the listeners that record them; empty when there are none.
    QVarLengthArray<LockEvent, 1> events {};
    //! The waiter that must be woken or called back. A verb serves at most one.
    std::optional<LockServed> served {};
    //! The refused askers, which must be woken, called back or, without a ticket, given an
    //! exception.
    QVarLengthArray<LockRefusal, 1> refused {};
    //! The lock's status at the refusals; set if there are any.
    std::optional<LockSnapshot> snapshot {};
};

//! \brief A LockWatchdog's view of a hold with a running operation.
struct RunningOperation
{
    quint64 hold;
    quint64 threadId = 0; //!< of the working thread; 0 while there is none, and when it has ended
    Principal principal {};
    QString operation {};
    std::chrono::milliseconds operationFor {};
    std::chrono::milliseconds sinceProgress {};
    bool isStalled = false; //!< its operation has not reported progress for too long
    bool isWarned = false;
};

} // namespace Holdfast
