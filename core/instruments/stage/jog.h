// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/jogdrive.h"
#include "core/instruments/stage/stagemoves.h"

#include <chrono>

namespace Holdfast {

//! \brief Implements the renewable action `jog` for any stage: a dead man's switch.
//!
//! The stage follows the newest command from its current position, for the distance of the command and
//! for at most \ref patience after the client asked for it. The jog, and with it the hold of the lock,
//! goes on until a command ends it, the newest command is older than \ref patience, or the stage reaches
//! a soft limit. No target lies farther away than the stage gets in that time, so that the motors stop
//! by themselves if this program stalls or dies.
class Jog
{
public:
    //! How long a command is obeyed after it was asked for.
    //!
    //! OpenFlexure's web app asks each 300 ms while a key is down, and its jog has to go on until then.
    static constexpr std::chrono::milliseconds patience {450};
    //! How long a jog that has ended is kept among the invocations: a gamepad makes many.
    static constexpr std::chrono::seconds retention {10};

    //! \a drive must outlive the Jog.
    explicit Jog(JogDrive &drive)
        : m_drive(drive)
    {
    }

    //! Runs the jog until it ends; the stage stands still afterwards, in every case. Throws
    //! InvocationCancelled, what the drive throws, and ThingError at a soft limit.
    void run(const StageJog &first);

private:
    using Clock = std::chrono::steady_clock;

    void obey(const StageJog &command, Clock::time_point until);

    JogDrive &m_drive;
};

} // namespace Holdfast
