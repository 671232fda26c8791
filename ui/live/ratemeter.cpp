// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/ratemeter.h"

namespace Holdfast {

namespace {

constexpr std::chrono::seconds window {2};

} // namespace

void RateMeter::count(TimePoint now)
{
    forget(now);
    m_events.push_back(now);
}

double RateMeter::perSecond(TimePoint now)
{
    forget(now);
    if (m_events.size() < 2)
        return 0;
    // Between the first and the last, so that it is right before the window is full; up to now
    // when nothing comes any more.
    const auto gaps = static_cast<double>(m_events.size() - 1);
    const std::chrono::duration<double> span = m_events.back() - m_events.front();
    const std::chrono::duration<double> silence = now - m_events.back();
    return gaps / (span.count() + std::max(0.0, silence.count() - span.count() / gaps));
}

void RateMeter::forget(TimePoint now)
{
    while (!m_events.empty() && now - m_events.front() > window)
        m_events.pop_front();
}

} // namespace Holdfast
