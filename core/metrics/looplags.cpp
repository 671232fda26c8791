// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/looplags.h"

#include "core/metrics/snapshot.h"

#include <algorithm>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace Holdfast {

namespace {

const prometheus::Histogram::BucketBoundaries s_lagSeconds {0.002, 0.005, 0.01, 0.02, 0.05, 0.1,
                                                            0.25,  0.5,   1,    2.5,  10};

double lagSeconds(LoopLag::Clock::duration time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace

void LoopLag::expect(Clock::time_point due)
{
    m_due = due.time_since_epoch().count();
}

void LoopLag::turned(Clock::time_point now)
{
    // A timer may also be early, because its time is rounded.
    const Clock::rep lag =
        std::max<Clock::rep>(0, now.time_since_epoch().count() - m_due.exchange(nothing));
    m_lags.Observe(lagSeconds(Clock::duration(lag)));
    Clock::rep longest = m_longest;
    while (longest < lag && !m_longest.compare_exchange_weak(longest, lag)) { }
}

void LoopLag::end()
{
    m_due = nothing;
}

std::chrono::nanoseconds LoopLag::takeLongest(Clock::time_point now)
{
    const Clock::rep due = m_due;
    const Clock::rep overdue = due == nothing ? 0 : now.time_since_epoch().count() - due;
    return Clock::duration(std::max(overdue, m_longest.exchange(0)));
}

std::shared_ptr<LoopLag> LoopLags::of(const QString &loop)
{
    const std::lock_guard lock(m_mutex);
    std::shared_ptr<LoopLag> &lag = m_loops[loop];
    if (!lag) {
        lag = std::make_shared<LoopLag>(
            prometheus::BuildHistogram()
                .Name("holdfast_event_loop_lag_seconds")
                .Help(
                    "How late the event loop of a thread was with a turn that is due four times a "
                    "second: main is the window's, http the server's.")
                .Register(m_registry)
                .Add({{"loop", loop.toStdString()}}, s_lagSeconds));
    }
    return lag;
}

std::vector<prometheus::MetricFamily> LoopLags::collect()
{
    Snapshot longest("holdfast_event_loop_lag_longest_seconds",
                     "The longest lag of an event loop since the last scrape, including one that "
                     "still grows.");
    const std::lock_guard lock(m_mutex);
    if (m_loops.empty())
        return {};
    for (const auto &[name, lag] : m_loops)
        longest.add("loop", name.toStdString(),
                    lagSeconds(lag->takeLongest(LoopLag::Clock::now())));
    return {longest.take()};
}

} // namespace Holdfast
