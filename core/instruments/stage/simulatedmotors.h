// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/motion.h"

#include <QtGlobal>

#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief A simulated motor board: a move goes on by itself until it arrives or is stopped.
//! Thread-safe; no call blocks.
class SimulatedMotors
{
public:
    //! How many times stop() was called. A caller that wants to move reads it, then makes its checks,
    //! then calls moveTo(): so no stop in between is missed.
    using StopCount = quint64;

    explicit SimulatedMotors(double stepsPerSecond)
        : m_stepsPerSecond(stepsPerSecond)
    {
    }

    StopCount stopCount() const;
    //! Starts a move. Returns false, and moves nothing, when stop() was called after \a since was read.
    bool moveTo(const StagePosition &target, StopCount since);
    //! Halts at once, in an emergency: raises stopCount().
    void stop();
    //! Halts at once, when the owner of the move ends it: does not raise stopCount().
    void halt();

    StagePosition position() const;
    bool isMoving() const;
    //! Returns how much of the move is done, from 0 to 1; 1 while nothing moves.
    double progress() const;
    //! Returns the time until the move arrives; zero while nothing moves.
    Motion::Clock::duration remaining() const;

    //! Halts, and makes the current position zero.
    void setZero();

private:
    void standStill();

    const double m_stepsPerSecond;
    mutable std::mutex m_mutex;
    StagePosition m_position;       //!< where the motion began, while there is one
    std::optional<Motion> m_motion; //!< kept until the next move or stop
    StopCount m_stops = 0;
};

} // namespace Holdfast
