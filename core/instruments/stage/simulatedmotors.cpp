// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/simulatedmotors.h"

#include <algorithm>

namespace Holdfast {

SimulatedMotors::StopCount SimulatedMotors::stopCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_stops;
}

bool SimulatedMotors::moveTo(const StagePosition &target, StopCount since)
{
    const std::lock_guard lock(m_mutex);
    if (m_stops != since)
        return false;
    standStill();
    m_motion.emplace(m_position, target, m_stepsPerSecond, Motion::Clock::now());
    return true;
}

void SimulatedMotors::stop()
{
    const std::lock_guard lock(m_mutex);
    ++m_stops;
    standStill();
}

void SimulatedMotors::halt()
{
    const std::lock_guard lock(m_mutex);
    standStill();
}

StagePosition SimulatedMotors::position() const
{
    const std::lock_guard lock(m_mutex);
    return m_motion ? m_motion->at(Motion::Clock::now()) : m_position;
}

bool SimulatedMotors::isMoving() const
{
    return remaining() > Motion::Clock::duration::zero();
}

double SimulatedMotors::progress() const
{
    const std::lock_guard lock(m_mutex);
    return m_motion ? m_motion->progress(Motion::Clock::now()) : 1;
}

Motion::Clock::duration SimulatedMotors::remaining() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_motion)
        return Motion::Clock::duration::zero();
    return std::max(Motion::Clock::duration::zero(), m_motion->end() - Motion::Clock::now());
}

void SimulatedMotors::setZero()
{
    const std::lock_guard lock(m_mutex);
    standStill();
    m_position = {};
}

void SimulatedMotors::standStill()
{
    if (m_motion)
        m_position = m_motion->at(Motion::Clock::now());
    m_motion.reset();
}

} // namespace Holdfast
