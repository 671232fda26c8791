// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace Holdfast {

//! \brief The operator's settings for a time-lapse.
struct TimeLapsePlan
{
    std::chrono::milliseconds interval {10'000};
    int count = 0; //!< pictures; 0: until it is stopped
};

//! \brief When each picture of a time-lapse is due, reckoned from its beginning, so that nothing adds up.
class TimeLapseSchedule
{
public:
    using Time = std::chrono::steady_clock::time_point;

    TimeLapseSchedule() = default;
    //! Creates a schedule whose first picture is due at \a begin.
    TimeLapseSchedule(const TimeLapsePlan &plan, Time begin)
        : m_plan(plan)
        , m_begin(begin)
    {
    }

    const TimeLapsePlan &plan() const { return m_plan; }

    //! Returns how many pictures are due at \a now, the one due at that moment included.
    int dueBy(Time now) const;
    //! Returns when picture \a number is due; they are counted from 1.
    Time due(int number) const { return m_begin + m_plan.interval * (number - 1); }
    //! Returns whether there is a picture \a number.
    bool has(int number) const { return m_plan.count == 0 || number <= m_plan.count; }

private:
    TimeLapsePlan m_plan;
    Time m_begin;
};

} // namespace Holdfast
