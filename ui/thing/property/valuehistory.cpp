// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/property/valuehistory.h"

#include <algorithm>
#include <cmath>

namespace Holdfast {

void ValueHistory::add(Clock::time_point now, double value)
{
    put(now, std::isfinite(value) ? std::optional(value) : std::nullopt);
}

void ValueHistory::interrupt(Clock::time_point now)
{
    if (!m_samples.empty() && m_samples.back().value)
        put(now, {});
}

void ValueHistory::put(Clock::time_point now, std::optional<double> value)
{
    m_samples.push_back({now, value});
    const auto begin = now - span;
    while (m_samples.size() > 1 && m_samples[1].time <= begin)
        m_samples.pop_front();
    if (m_samples.size() <= most)
        return;
    // It changes faster than can be drawn: every other one of the older half is left out.
    std::deque<Sample> kept;
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        if (i >= most / 2 || i % 2 == 0)
            kept.push_back(m_samples[i]);
    }
    m_samples.swap(kept);
}

bool ValueHistory::hasMoved() const
{
    const auto ends = range();
    return ends && ends->first != ends->second;
}

std::optional<std::pair<double, double>> ValueHistory::range() const
{
    std::optional<std::pair<double, double>> ends;
    for (const Sample &sample : m_samples) {
        if (!sample.value)
            continue;
        if (!ends)
            ends = {*sample.value, *sample.value};
        ends->first = std::min(ends->first, *sample.value);
        ends->second = std::max(ends->second, *sample.value);
    }
    return ends;
}

} // namespace Holdfast
