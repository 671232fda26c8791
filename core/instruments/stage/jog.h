// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/jogdrive.h"
#include "core/instruments/stage/stagemoves.h"

#include <chrono>

namespace Holdfast {

//! \brief The inside of the renewable action `jog` of any stage: a dead man's switch.
//!
//! The stage moves along the newest command, from where it is, for the distance that the command
//! says and never longer than \ref patience after it was asked for. The jog goes on, and with it the
//! hold of the lock, until a command ends it, the last one is older than that, or the stage cannot go
//! any further. No target lies farther away than the stage gets in that time: should this program
//! stall or die, motors that were told to move stand still all the same.
class Jog
{
public:
    static constexpr std::chrono::milliseconds patience {300};

    //! \a drive outlives it.
    explicit Jog(JogDrive &drive)
        : m_drive(drive)
    {
    }

    //! Returns when the jog has ended well; the stage stands still however it ends. Throws
    //! InvocationCancelled, what the drive throws, and ThingError at a soft limit.
    void run(const StageJog &first);

private:
    using Clock = std::chrono::steady_clock;

    void obey(const StageJog &command, Clock::time_point until);

    JogDrive &m_drive;
};

} // namespace Holdfast
