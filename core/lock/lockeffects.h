// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The values that go into a LockCore and come out of it.

#pragma once

#include "core/lock/lockclass.h"
#include "core/lock/lockevents.h"
#include "core/lock/lockstatus.h"

#include <QVarLengthArray>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief When a verb of a LockCore happens.
struct LockTime
{
    std::chrono::steady_clock::time_point at {};
    //! The same moment as a time of day: for what begins or ends a lease, and for modes and breaks.
    std::chrono::system_clock::time_point ofDay {};
};

//! \brief Who asks for a lock, for what, and in which class.
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

//! \brief An asker does not get the lock: what its GlobalLockBusyError says beside the status.
struct LockRefusal
{
    quint64 ticket; //!< 0 for the caller of the verb, who had no place in line
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
    HolderLabel label;
    QString operation;
    std::chrono::milliseconds held;
};

//! \brief What is to be done in the world after a verb of a LockCore, in the order of the members.
//! Costs nothing to make while it stays empty.
struct LockEffects
{
    LockEffects() {
    } // no aggregate, which would be cleared as a whole: that costs more than a verb

    //! The status is another one, and has another version: listeners are to be told.
    bool isNews = false;
    //! What has to be remembered (LockCore::memory()) is another one.
    bool isMemoryNews = false;
    //! The inner mutex is locked by a thread that will never unlock it: there has to be another one.
    bool innerIsLost = false;
    //! To be reported.
    std::optional<LockStuck> stuck {};
    //! What has happened, for those who record it; empty where nobody does.
    QVarLengthArray<LockEvent, 1> events {};
    //! To be woken, or called back. Nobody else can be served by the same verb.
    std::optional<LockServed> served {};
    //! To be woken, called back or, without a ticket, told by an exception.
    QVarLengthArray<LockRefusal, 1> refused {};
    //! The lock as it was at the refusals; set if there are any.
    std::optional<LockSnapshot> snapshot {};
};

//! \brief A hold as a LockWatchdog sees it: an operation that goes on.
struct HoldSight
{
    quint64 hold;
    quint64 threadId = 0; //!< of the thread that works; 0 while none does, and when it has ended
    HolderLabel label {};
    QString operation {};
    std::chrono::milliseconds operationFor {};
    std::chrono::milliseconds sinceProgress {};
    bool isStalled = false; //!< it has not said for too long how far it is
    bool isWarned = false;
};

} // namespace Holdfast
