// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <functional>

namespace Holdfast {

//! \brief How many may stand in line. A request that is served at once needs no place in line.
struct LockLimits
{
    //! Of one client (HolderLabel::clientKey()); an asker without a key is not counted.
    int perClient = 8;
    //! Of all together. Operators get their place all the same: no crowd locks them out.
    int inAll = 64;

    friend bool operator==(const LockLimits &, const LockLimits &) = default;
};

//! \brief By what a lock decides.
struct LockRules
{
    //! Off, the lock serves every asker at once and has no owner; a stop latches, and "local only" holds,
    //! all the same.
    bool isOff = false;

    //! After so long in line a remote waiter counts as an operator who arrived when it did.
    std::chrono::milliseconds ageing = std::chrono::seconds {30};

    //! After so many operators in a row were served before a waiting remote one, one remote waiter
    //! is served. At least 1.
    int operatorsInARow = 3;

    LockLimits limits {};

    //! An operation whose hold was broken, and which goes on for longer than this, is shown as stuck.
    std::chrono::milliseconds breakPatience = std::chrono::seconds {5};
};

//! \brief The rules of a lock, and the clock that it keeps to.
struct LockPolicy : LockRules
{
    using Clock = std::chrono::steady_clock;

    //! What everything is measured with; for tests. Called from any thread. A wait lasts as long as the
    //! steady clock says whatever stands here.
    std::function<Clock::time_point()> clock = &Clock::now;
};

} // namespace Holdfast
