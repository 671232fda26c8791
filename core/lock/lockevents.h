// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What happens to a lock, one value per event, for whoever remembers or counts it: see LockFeed.

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

//! \brief Who did something with a lock, and for what.
struct LockActor
{
    Holder holder {};
    QString operation;
    LockClass lockClass = LockClass::Remote;
    quint64 lease = 0; //!< under which; 0 for none
};

//! \brief An operation no longer has the lock.
struct HoldEnded
{
    enum class How {
        Released, //!< its last guard has let go
        GaveWay,  //!< to somebody who goes first; it may come back, as another hold
        Broken,   //!< somebody ended it
        Unused,   //!< it was granted, and never began
    };

    LockActor who {};
    How how = How::Released;
    quint64 generation = 0;
    std::chrono::nanoseconds waited {}; //!< in line, before
    std::chrono::nanoseconds held {};
};

//! \brief Somebody did not get the lock.
struct LockRefused
{
    LockActor who {};
    GlobalLockBusyError::Reason reason = GlobalLockBusyError::Reason::Busy;
    std::chrono::milliseconds waited {};
    //! The place in line at the end; 0 for whoever had none. Busy at a place is a wait that was over.
    int position = 0;
    HolderLabel owner {};      //!< who had the lock instead; without a name when nobody had
    QString ownerOperation {}; //!< and for what
};

//! \brief Somebody left the line by itself.
struct LineLeft
{
    LockActor who {};
    std::chrono::milliseconds waited {};
    int position = 0;
};

//! \brief A lease began; how it ended is an EndedLease.
struct LeaseBegun
{
    quint64 id = 0;
    HolderLabel label {};
    LockClass lockClass = LockClass::Remote;
    LeaseTerms terms {};
    quint64 generation = 0;
};

//! \brief The lock serves others than before.
struct ModeChanged
{
    LockMode from = LockMode::Shared;
    LockModeRecord to {};
};

//! \brief Something that happened to a lock.
struct LockEvent
{
    std::chrono::steady_clock::time_point at;
    std::variant<HoldEnded, LockRefused, LineLeft, LeaseBegun, EndedLease, LockBreak, ModeChanged>
        what;
};

} // namespace Holdfast
