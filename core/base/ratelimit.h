// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief Limits how often something happens, and counts what it holds back. Made for what clients can
//! cause as often as they like, for instance the log line of a refusal. Thread-safe.
class RateLimit
{
public:
    using Clock = std::chrono::steady_clock;

    //! Allows at most \a burst at once; after that one more for each \a interval that has passed.
    RateLimit(int burst, std::chrono::milliseconds interval);

    //! Returns an empty value when this event has to be held back; otherwise how many were held back
    //! since the last one that passed.
    std::optional<std::uint64_t> pass(Clock::time_point now = Clock::now());

private:
    const int m_burst;
    const Clock::duration m_interval;
    std::mutex m_mutex;
    //! When the whole burst is available again; each event that passes moves it on by an interval.
    Clock::time_point m_full {};
    std::uint64_t m_heldBack = 0;
};

} // namespace Holdfast
