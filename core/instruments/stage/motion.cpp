// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/motion.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace Holdfast {

namespace {

qint64 longestWay(const StagePosition &from, const StagePosition &to)
{
    qint64 longest = 0;
    for (const StageAxis &axis : stageAxes)
        longest = std::max(longest, std::abs(qint64(to.*axis.coordinate) - from.*axis.coordinate));
    return longest;
}

} // namespace

Motion::Motion(const StagePosition &from, const StagePosition &to, double stepsPerSecond,
               Clock::time_point start)
    : m_from(from)
    , m_to(to)
    , m_start(start)
    , m_duration(std::chrono::duration_cast<Clock::duration>(
          std::chrono::duration<double>(double(longestWay(from, to)) / stepsPerSecond)))
{
}

double Motion::progress(Clock::time_point now) const
{
    if (isOver(now))
        return 1;
    const double elapsed = std::chrono::duration<double>(now - m_start).count();
    return std::max(0.0, elapsed / std::chrono::duration<double>(m_duration).count());
}

StagePosition Motion::at(Clock::time_point now) const
{
    const double done = progress(now);
    StagePosition position;
    for (const StageAxis &axis : stageAxes) {
        const qint64 from = m_from.*axis.coordinate;
        const qint64 way = m_to.*axis.coordinate - from;
        position.*axis.coordinate = int(from + std::llround(double(way) * done));
    }
    return position;
}

} // namespace Holdfast
