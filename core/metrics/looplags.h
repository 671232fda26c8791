// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <prometheus/metric_family.h>
#include <vector>

namespace prometheus {
class Histogram;
class Registry;
} // namespace prometheus

namespace Holdfast {

//! \brief How late an event loop is. Thread-safe.
class LoopLag
{
public:
    using Clock = std::chrono::steady_clock;

    explicit LoopLag(prometheus::Histogram &lags)
        : m_lags(lags)
    {
    }

    //! Announces that the loop should take a turn at \a due.
    void expect(Clock::time_point due);
    //! Records the turn that was expected.
    void turned(Clock::time_point now);
    //! Ends the measurement, because the loop has ended.
    void end();

    //! Returns the longest lag since the last call, including that of a turn that is still due.
    std::chrono::nanoseconds takeLongest(Clock::time_point now);

private:
    static constexpr Clock::rep nothing = 0;

    prometheus::Histogram &m_lags;
    std::atomic<Clock::rep> m_due = nothing;
    std::atomic<Clock::rep> m_longest = 0;
};

//! \brief The lags of all loops.
class LoopLags
{
public:
    explicit LoopLags(prometheus::Registry &registry)
        : m_registry(registry)
    {
    }

    std::shared_ptr<LoopLag> of(const QString &loop);

    std::vector<prometheus::MetricFamily> collect();

private:
    prometheus::Registry &m_registry;
    std::mutex m_mutex;
    std::map<QString, std::shared_ptr<LoopLag>> m_loops;
};

} // namespace Holdfast
