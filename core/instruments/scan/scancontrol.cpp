// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scancontrol.h"

#include <algorithm>
#include <optional>

namespace Holdfast {

void ScanControl::set(bool isPaused)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isPaused = isPaused;
    }
    m_changed.notify_all();
}

void ScanControl::wait(std::chrono::steady_clock::time_point until,
                       const std::function<void()> &each)
{
    using Clock = std::chrono::steady_clock;
    std::optional<CancelHook> hook;
    if (WorkContext *work = WorkContext::current()) {
        hook.emplace(*work, [this] {
            const std::lock_guard lock(m_mutex);
            m_changed.notify_all();
        });
    }
    const auto mustWait = [&] { return m_isPaused || Clock::now() < until; };
    std::unique_lock lock(m_mutex);
    while (mustWait()) {
        const auto now = Clock::now();
        const auto next = now + turn;
        m_changed.wait_until(lock, m_isPaused || until <= now ? next : std::min(next, until));
        lock.unlock();
        throwIfCancelled();
        each();
        lock.lock();
    }
}

} // namespace Holdfast
