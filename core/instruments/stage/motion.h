// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/stageposition.h"

#include <chrono>

namespace Holdfast {

//! \brief A straight move at constant speed, by the steady clock: computes the position at any moment.
//! The axis with the longest way determines the duration; the others stay on the line.
class Motion
{
public:
    using Clock = std::chrono::steady_clock;

    //! \a stepsPerSecond of the fastest axis, above 0.
    Motion(const StagePosition &from, const StagePosition &to, double stepsPerSecond,
           Clock::time_point start);

    Clock::duration duration() const { return m_duration; }
    Clock::time_point end() const { return m_start + m_duration; }

    //! Returns how much of the way is done, from 0 to 1.
    double progress(Clock::time_point now) const;
    StagePosition at(Clock::time_point now) const;
    bool isOver(Clock::time_point now) const { return now - m_start >= m_duration; }

private:
    StagePosition m_from;
    StagePosition m_to;
    Clock::time_point m_start;
    Clock::duration m_duration;
};

} // namespace Holdfast
