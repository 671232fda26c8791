// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace Holdfast {

//! \brief The journal's own time, in ms: it advances by the steady clock while the program runs, and never
//! goes back. Old entries are deleted by this time and not by the time of day: one start with a clock that
//! is a year ahead must not delete everything.
class JournalTime
{
public:
    //! The pause between two runs, by the time of day, counts up to this: a weekend, but not the year by
    //! which a clock was wrong.
    static constexpr qint64 longestGap = std::chrono::milliseconds(std::chrono::hours {72}).count();

    //! The furthest time that is calculated with, before and after 1970: a thousandfold of it is still a number.
    static constexpr qint64 furthest =
        std::chrono::milliseconds(std::chrono::days {100'000'000}).count();

    //! Returns a time that a file says, which may be anything, or the nearest one that can be calculated with.
    static qint64 within(qint64 time) { return std::clamp(time, -furthest, furthest); }

    static qint64 acrossAGap(qint64 byTheClock)
    {
        return std::clamp<qint64>(byTheClock, 0, longestGap);
    }

    //! Starts at the time \a at.
    explicit JournalTime(qint64 at = 0)
        : m_at(at)
    {
    }

    qint64 now() const
    {
        using namespace std::chrono;
        return m_at + duration_cast<milliseconds>(steady_clock::now() - m_since).count();
    }

private:
    qint64 m_at;
    std::chrono::steady_clock::time_point m_since = std::chrono::steady_clock::now();
};

} // namespace Holdfast
