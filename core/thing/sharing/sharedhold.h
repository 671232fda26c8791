// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/threadlocalscope.h"
#include "core/lock/globallock.h"
#include "core/thing/error.h"

#include <optional>

namespace Holdfast {

//! \brief What a running operation has of the things that its station shares with others.
//!
//! It is there for the code that runs operations and for Thing::yieldIfWanted(), which looks at other stations through it; the
//! author of a Thing needs no knowledge of it. The functions are for the thread that works.
class SharedHold
{
public:
    SharedHold() = default;
    virtual ~SharedHold();
    Q_DISABLE_COPY_MOVE(SharedHold)

    //! Returns whether the operation is to pause at its next safe point: an operator of another station waits, or what it has is
    //! about to be lost, or is lost. Cheap.
    virtual bool isWanted() const = 0;
    //! Lets the others in, and blocks until the operation may go on, as GlobalLock::yieldIfWanted() does for \a lock, whose
    //! arguments it takes. Throws a ThingError when what the operation had is lost.
    virtual Yielded giveWay(GlobalLock &lock, const GlobalLock::OnTicket &onTicket) = 0;
    //! Returns the error of an operation that has lost what it had; empty while it has it.
    virtual std::optional<Error> loss() const = 0;

    //! Returns that of the operation that this thread runs; null for one that needs nothing shared.
    static SharedHold *current();
    //! Returns current()->loss(); empty where there is none.
    static std::optional<Error> lossHere();
};

//! \brief While it lives, this thread runs an operation with a SharedHold.
class SharedHoldScope
{
public:
    explicit SharedHoldScope(SharedHold *hold);

private:
    const ThreadLocalScope<SharedHold *> m_scope;
};

} // namespace Holdfast
