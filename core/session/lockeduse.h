// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "core/session/caller.h"
#include "core/session/session.h"

#include <functional>

namespace Holdfast {

class Thing;

//! \brief Something that is to be done under the global lock, or without it where it takes none.
struct LockedUse
{
    Thing *thing = nullptr;
    QString operation; //!< as others see it: "stage.move_relative"
    bool usesGlobalLock = true;
    Session::LockWait wait; //!< empty: as the lock itself waits

    //! Does it, in a worker and under the lock, which is at \a generation (0: without the lock). What
    //! it returns is called once the lock is free again: it says that the work is done, and whoever
    //! hears it may be the next owner.
    std::function<std::function<void()>(quint64 generation)> work;
    //! Called instead when the lock could not be had.
    std::function<void(const Error &)> refused;
    //! What the work hears meanwhile of those who break its hold, or ask for the lock.
    BreakCallback onBreak {};
    AskCallback onAsked {};
};

//! Gets in line, and starts a worker when it is time. Never waits. The ticket is empty when there
//! is no line to leave.
LockTicket startLockedUse(Station &station, const Caller &caller, LockedUse use);

} // namespace Holdfast
