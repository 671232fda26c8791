// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <functional>

namespace Holdfast {

//! \brief How many waiters the queue may have. A request that is served at once needs no ticket.
struct LockLimits
{
    //! The limit per client (Principal::clientKey); an asker without a key is not counted.
    int perClient = 8;
    //! The limit of all together. Operators always get a place, so that no crowd can lock them out.
    int inAll = 64;

    //! Returns whether the limits are the same.
    friend bool operator==(const LockLimits &, const LockLimits &) = default;
};

//! \brief The rules by which a lock decides.
struct LockRules
{
    //! Switches the lock off: it serves every asker at once and has no owner. A stop still latches,
    //! and "local only" still holds.
    bool isOff = false;

    //! After this time in the queue a remote waiter counts as an operator who arrived when it did.
    std::chrono::milliseconds ageing = std::chrono::seconds {30};

    //! After this number of operators in a row were served before a waiting remote one, one remote
    //! waiter is served. At least 1.
    int operatorsInARow = 3;

    //! How many waiters the line may have.
    LockLimits limits {};

    //! An operation whose hold was broken, and which goes on for longer than this, is shown as
    //! stuck.
    std::chrono::milliseconds breakPatience = std::chrono::seconds {5};
};

//! \brief The rules of a lock, and its clock.
struct LockPolicy : LockRules
{
    //! The kind of clock: it never jumps.
    using Clock = std::chrono::steady_clock;

    //! The clock of all times, for tests; the steady clock when empty. Is called in any thread. The
    //! length of a wait always follows the steady clock.
    std::function<Clock::time_point()> clock {};
};

} // namespace Holdfast
