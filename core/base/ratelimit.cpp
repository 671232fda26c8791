// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/ratelimit.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

RateLimit::RateLimit(int burst, std::chrono::milliseconds interval)
    : m_burst(burst)
    , m_interval(interval)
{
}

std::optional<std::uint64_t> RateLimit::pass(Clock::time_point now)
{
    const std::lock_guard lock(m_mutex);
    const Clock::time_point full = std::max(m_full, now) + m_interval;
    if (full - now > m_burst * m_interval) {
        ++m_heldBack;
        return {};
    }
    m_full = full;
    return std::exchange(m_heldBack, 0);
}

} // namespace Holdfast
