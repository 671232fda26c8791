// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "core/session/caller.h"
#include "core/session/lab/useticket.h"
#include "core/session/session.h"

#include <functional>

namespace Holdfast {

class Thing;

//! \brief An operation that runs under the global lock, or without it where it takes none.
struct LockedUse
{
    Thing *thing = nullptr;
    QString operation; //!< the name shown to people: "stage.move_relative"
    bool usesGlobalLock = true;
    Session::LockWait wait; //!< empty: the lock's own wait

    //! Does the work, in a worker and under the lock, which is at \a generation (0: without the
    //! lock). The function that it returns is called once the lock is free again: it reports that
    //! the work is done, and its listener may be the next owner.
    std::function<std::function<void()>(quint64 generation)> work;
    //! Is called instead when the lock could not be had.
    std::function<void(const Error &)> refused;
    //! Are called in the meantime when a caller breaks the hold, or asks for the lock.
    BreakCallback onBreak {};
    AskCallback onAsked {};
};

//! Joins the queue, and starts a worker when it is served. Never waits. Returns an empty ticket when
//! it has no ticket. An operation of a Thing that is shared with other stations joins their queue first.
UseTicket startLockedUse(Station &station, const Caller &caller, LockedUse use);

} // namespace Holdfast
