// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <deque>

namespace Holdfast {

//! \brief Counts how often something happens, over the last two seconds.
class RateMeter
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    void count(TimePoint now);
    double perSecond(TimePoint now);
    void reset() { m_events.clear(); }

private:
    void forget(TimePoint now);

    std::deque<TimePoint> m_events;
};

} // namespace Holdfast
