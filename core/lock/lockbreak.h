// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

#include <QDateTime>

#include <functional>

namespace Holdfast {

//! \brief Who broke whose hold, and why: for the victim, and for whoever looks back.
struct LockBreak
{
    quint64 generation = 0; //!< of the broken hold
    quint64 holderId = 0;
    HolderLabel victim {};
    QString operation {};
    HolderLabel by {};
    QString reason {};
    QDateTime when {}; //!< UTC
    quint64 lease = 0; //!< which it has ended; 0 for none

    //! "operator broke the hold of tile scan (127.0.0.1:40112) for stage.move_relative at 14:02:11
    //! (the lens is in the way)", in local time and without a full stop.
    QString toClause() const;
};

//! \brief What became of an attempt to break a hold.
enum class BreakOutcome {
    NotHeld,         //!< nobody holds the lock
    OtherGeneration, //!< somebody else holds it by now than whoever was to be broken
    Asked,           //!< the operation has been asked to end; the lock is free when it has
    Freed,           //!< the hold is over: nobody worked under it (any more)
};

//! Asks an operation to end: quick, and from any thread.
using BreakCallback = std::function<void(const LockBreak &)>;

//! Makes the instrument safe before anybody else gets the lock: begins to, and calls \a done, from
//! any thread, when it is or when nobody should wait any longer. \a done says what became of the
//! hold: BreakOutcome::Asked while its operation goes on.
using MakeSafe = std::function<void(const LockBreak &, std::function<BreakOutcome()> done)>;

} // namespace Holdfast
