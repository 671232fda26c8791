// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/motion.h"

#include <QtGlobal>

#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief What stands in for a motor board: told to move, it moves by itself until it arrives or is
//! stopped. Thread-safe; no call waits.
class SimulatedMotors
{
public:
    //! How many times stop() was called: whoever is about to move takes note, then checks its
    //! surroundings, then moves.
    using StopCount = quint64;

    explicit SimulatedMotors(double stepsPerSecond)
        : m_stepsPerSecond(stepsPerSecond)
    {
    }

    StopCount stopCount() const;
    //! Starts a move. False, and nothing moves, when somebody has stopped since \a since.
    bool moveTo(const StagePosition &target, StopCount since);
    //! Stands still at once, where it is. An emergency: counts.
    void stop();
    //! Stands still at once, where it is: its own user ends the move.
    void halt();

    StagePosition position() const;
    bool isMoving() const;
    //! How much of the move is done, from 0 to 1; 1 when it stands still.
    double progress() const;
    //! Until the move arrives; zero when it stands still.
    Motion::Clock::duration remaining() const;

    //! Stands still, and calls that place zero.
    void setZero();

private:
    void standStill();

    const double m_stepsPerSecond;
    mutable std::mutex m_mutex;
    StagePosition m_position;       //!< where the motion began, while there is one
    std::optional<Motion> m_motion; //!< kept until the next move, or until it was stopped
    StopCount m_stops = 0;
};

} // namespace Holdfast
