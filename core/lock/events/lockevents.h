// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The events of a lock, one value per event, for listeners that record or count them: see LockFeed.

#pragma once

#include "core/lock/globallockbusyerror.h"
#include "core/lock/holder.h"
#include "core/lock/lease.h"
#include "core/lock/lockbreak.h"
#include "core/lock/lockclass.h"
#include "core/lock/lockmode.h"

#include <chrono>
#include <variant>

namespace Holdfast {

//! \brief The holder that did something with a lock, and its operation.
struct LockActor
{
    Holder holder {};
    QString operation;
    LockClass lockClass = LockClass::Remote;
    quint64 lease = 0; //!< the one it works under; 0 for none
};

//! \brief An operation no longer has the lock.
struct HoldEnded
{
    enum class How {
        Released, //!< its last guard has released it
        GaveWay,  //!< to a waiter that goes first; it may come back, as another hold
        Broken,   //!< another holder ended it
        Unused,   //!< it was granted, and never entered
    };

    LockActor who {};
    How how = How::Released;
    quint64 generation = 0;
    std::chrono::nanoseconds waited {}; //!< the time in the queue before
    std::chrono::nanoseconds held {};
};

//! \brief An asker did not get the lock.
struct LockRefused
{
    LockActor who {};
    GlobalLockBusyError::Reason reason = GlobalLockBusyError::Reason::Busy;
    std::chrono::milliseconds waited {};
    //! The position in the queue at the end; 0 for an asker without one. Busy with one is a wait that
    //! timed out.
    int position = 0;
    Principal owner {};        //!< who had the lock instead; without a name when it had no owner
    QString ownerOperation {}; //!< the operation of that owner
};

//! \brief A waiter left the queue by itself.
struct TicketWithdrawn
{
    LockActor who {};
    std::chrono::milliseconds waited {};
    int position = 0;
};

//! \brief A lease began; how it ended is an EndedLease.
struct LeaseBegun
{
    quint64 id = 0;
    Principal principal {};
    LockClass lockClass = LockClass::Remote;
    LeaseTerms terms {};
    quint64 generation = 0;
};

//! \brief The lock's mode has changed.
struct ModeChanged
{
    LockMode from = LockMode::Shared;
    LockModeRecord to {};
};

//! \brief An event of a lock.
struct LockEvent
{
    using What = std::variant<HoldEnded, LockRefused, TicketWithdrawn, LeaseBegun, EndedLease,
                              LockBreak, ModeChanged>;

    std::chrono::steady_clock::time_point at;
    What what;
};

} // namespace Holdfast
