// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief Lets through so much of something per time, and counts what it holds back: for what
//! strangers can cause as often as they like, a refusal in the log for instance. Thread-safe.
class RateLimit
{
public:
    using Clock = std::chrono::steady_clock;

    //! At most \a burst at once; after that one more for each \a interval that goes by.
    RateLimit(int burst, std::chrono::milliseconds interval);

    //! Nothing when this one has to be held back; else how many were since the last that was let
    //! through.
    std::optional<std::uint64_t> pass(Clock::time_point now = Clock::now());

private:
    const int m_burst;
    const Clock::duration m_interval;
    std::mutex m_mutex;
    //! When all of the burst is there again; each one that passes moves it on by an interval.
    Clock::time_point m_full {};
    std::uint64_t m_heldBack = 0;
};

} // namespace Holdfast
