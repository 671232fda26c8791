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
