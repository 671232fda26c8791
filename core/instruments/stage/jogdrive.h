// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/softlimits.h"

namespace Holdfast {

//! \brief A stage as a Jog drives it: its motors, be they simulated or on a board. Used in one thread.
class JogDrive
{
public:
    JogDrive() = default;
    virtual ~JogDrive() = default;
    Q_DISABLE_COPY_MOVE(JogDrive)

    //! Where it is right now, also while it moves.
    virtual StagePosition position() const = 0;
    //! Steps per second of the fastest axis.
    virtual double speed() const = 0;
    virtual SoftLimits limits() const = 0;

    //! Moves from wherever it is, and does not wait for the end; a move under way is replaced.
    virtual void moveTo(const StagePosition &target) = 0;
    //! Stands still at once, where it is, and says where. Must not throw.
    virtual void halt() = 0;
    //! Called again and again while the jog goes on: says where the stage is. Throws ThingError when
    //! it was stopped by somebody else, or lost.
    virtual void keepUp() = 0;
};

} // namespace Holdfast
