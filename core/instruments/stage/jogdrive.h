// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/softlimits.h"

namespace Holdfast {

//! \brief The interface through which a Jog drives a stage, simulated or real. Used in one thread.
class JogDrive
{
public:
    JogDrive() = default;
    virtual ~JogDrive() = default;
    Q_DISABLE_COPY_MOVE(JogDrive)

    //! Returns where the stage is right now, also while it moves.
    virtual StagePosition position() const = 0;
    //! Returns the steps per second of the fastest axis.
    virtual double speed() const = 0;
    //! Returns how far each axis may go.
    virtual SoftLimits limits() const = 0;

    //! Starts a move from the current position, without waiting for its end. Replaces a move that is
    //! under way.
    virtual void moveTo(const StagePosition &target) = 0;
    //! Halts the stage at once, and publishes its position. Must not throw.
    virtual void halt() = 0;
    //! Publishes the stage's position; called repeatedly while the jog goes on. Throws ThingError when
    //! another caller has stopped the stage, or when the device is lost.
    virtual void keepUp() = 0;
};

} // namespace Holdfast
