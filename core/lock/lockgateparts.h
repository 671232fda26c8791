// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a LockGate hands around inside itself.

#pragma once

#include "core/lock/globallock.h"
#include "core/lock/lockevents.h"

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace Holdfast {

class ThreadRecord;

//! \brief Who asks for a lock, for what, and in which class.
struct LockAsker
{
    const Holder &holder;
    const QString &operation;
    LockClass lockClass;
    GlobalLock::Take take = GlobalLock::Take::InTurn;
};

//! \brief A hold that is over. Its end is noted before anybody else can have the lock: else holds would
//! seem to overlap when a thread is held up right after it.
struct EndingHold
{
    HoldEnded hold;
    std::chrono::steady_clock::time_point since;
    std::chrono::steady_clock::time_point end {};
};

//! \brief What a hand-over owes once the gate's mutex is released.
struct LockHandOver
{
    std::optional<LockGrant> grant {};
    GlobalLock::Callback callback {};
    std::shared_ptr<ThreadRecord> sleeper {};
    //! Of whoever has let go, up to then; empty when nobody wants to know.
    std::optional<EndingHold> ending {};
};

//! \brief A status whose times of day are not filled in yet: that takes too long under the mutex.
struct LockSnapshot
{
    LockStatus status {};
    std::chrono::system_clock::time_point sinceWall {};
    std::chrono::system_clock::time_point leaseSinceWall {}; //!< of the owner's lease

    LockStatus finished() const;
};

QDateTime toDateTime(std::chrono::system_clock::time_point time);

//! \brief What a LockWatchdog looks at: an operation that goes on.
struct LockSight
{
    quint64 hold;
    std::shared_ptr<ThreadRecord> thread {}; //!< that works; null while nobody does
    HolderLabel label {};
    QString operation {};
    std::chrono::milliseconds operationFor {};
    std::chrono::milliseconds sinceProgress {};
    bool isWarned = false;
};

//! \brief A break that nobody has acknowledged yet.
struct BrokenHold
{
    quint64 hold;
    LockBreak what;
};

//! \brief A ticket that was refused while it stood in line.
struct RefusedTicket
{
    LockActor who;
    GlobalLock::Callback callback;
    std::chrono::steady_clock::time_point arrival;
    int position;
    GlobalLockBusyError::Reason why;
    std::optional<EndedLease> ended;
};

using RefusedTickets = std::vector<RefusedTicket>;

} // namespace Holdfast
