// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

#include <QDateTime>

#include <functional>

namespace Holdfast {

//! \brief A broken hold: its victim, who broke it, and why. For the victim, and for later readers.
struct LockBreak
{
    quint64 generation = 0; //!< of the broken hold
    quint64 holderId = 0;   //!< of the broken hold
    Principal victim {};    //!< the owner of the hold
    QString operation {};   //!< "stage.move_relative"
    Principal by {};        //!< the one who broke it
    QString reason {};      //!< as given with the break
    QDateTime when {};      //!< UTC
    quint64 lease = 0;      //!< the lease that the break has ended; 0 for none

    //! Returns "operator broke the hold of tile scan (127.0.0.1:40112) for stage.move_relative at
    //! 14:02:11 (the lens is in the way)", in local time and without a full stop.
    QString toClause() const;
};

//! \brief The outcome of an attempt to break a hold.
enum class BreakOutcome {
    NotHeld,         //!< the lock has no owner
    OtherGeneration, //!< the lock has another owner by now than the one addressed
    Asked,           //!< the operation has been asked to end; the lock is free once it has
    Freed,           //!< the hold is over: no thread worked under it, or no longer
};

//! Asks an operation to end. Must be quick; called in any thread.
using BreakCallback = std::function<void(const LockBreak &)>;

//! Begins to make the instrument safe before another holder gets the lock, and calls \a done, in
//! any thread, when it is safe or when the lock should wait no longer. \a done returns the hold's
//! outcome: BreakOutcome::Asked while its operation goes on.
using MakeSafe = std::function<void(const LockBreak &, std::function<BreakOutcome()> done)>;

} // namespace Holdfast
