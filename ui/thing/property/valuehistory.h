// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <utility>

namespace Holdfast {

//! \brief The values of a number in the last minutes. Bounded in time and in size.
class ValueHistory
{
public:
    using Clock = std::chrono::steady_clock;

    //! From its time on the value was this, up to the next sample; nothing is known after a gap.
    struct Sample
    {
        Clock::time_point time;
        std::optional<double> value;
    };

    static constexpr std::chrono::minutes span {5};
    //! More samples than pixels would be drawn for nothing.
    static constexpr std::size_t most = 1000;

    void add(Clock::time_point now, double value);
    //! Interrupts the history: from now on the value is not observed.
    void interrupt(Clock::time_point now);
    void clear() { m_samples.clear(); }

    //! Returns the samples, oldest first; the first one may be older than the span, as it still
    //! holds when the span begins.
    const std::deque<Sample> &samples() const { return m_samples; }
    //! Returns whether it has ever been different.
    bool hasMoved() const;
    //! Returns the least and the greatest; empty when there is none.
    std::optional<std::pair<double, double>> range() const;

private:
    void put(Clock::time_point now, std::optional<double> value);

    std::deque<Sample> m_samples;
};

} // namespace Holdfast
