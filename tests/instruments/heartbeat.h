// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace Holdfast {

//! \brief A thread that should run every few milliseconds, and records how late it does. With it a test
//! can allow for a busy machine that does not schedule this process.
class Heartbeat
{
public:
    using Clock = std::chrono::steady_clock;

    Heartbeat()
        : m_thread([this] { beat(); })
    {
    }
    ~Heartbeat()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ends = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(Heartbeat)

    //! Returns the longest time, since \a since, for which the thread was not scheduled.
    Clock::duration latestSince(Clock::time_point since) const
    {
        const std::lock_guard lock(m_mutex);
        auto latest = std::max(Clock::duration::zero(), Clock::now() - m_next);
        for (const auto &[when, late] : m_late)
            latest = when >= since ? std::max(latest, late) : latest;
        return latest;
    }

private:
    static constexpr std::chrono::milliseconds interval {5};

    void beat()
    {
        std::unique_lock lock(m_mutex);
        while (!m_ends) {
            m_next = Clock::now() + interval;
            m_wake.wait_until(lock, m_next, [this] { return m_ends; });
            const auto now = Clock::now();
            if (now - m_next > interval)
                m_late.emplace_back(now, now - m_next);
        }
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ends = false;
    Clock::time_point m_next = Clock::now();
    std::vector<std::pair<Clock::time_point, Clock::duration>> m_late;
    std::thread m_thread;
};

} // namespace Holdfast
