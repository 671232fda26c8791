// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/frameproducer.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

FrameProducer::FrameProducer(std::chrono::nanoseconds interval, std::function<void()> produce)
    : m_interval(interval)
    , m_produce(std::move(produce))
    , m_thread([this] { loop(); })
{
}

FrameProducer::~FrameProducer()
{
    finish();
}

void FrameProducer::setRunning(bool running)
{
    {
        const std::lock_guard lock(m_mutex);
        m_running = running;
    }
    m_changed.notify_all();
}

void FrameProducer::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_finished = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void FrameProducer::loop()
{
    using Clock = std::chrono::steady_clock;
    auto next = Clock::now();
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_running || m_finished; });
        const bool interrupted =
            m_changed.wait_until(lock, next, [this] { return !m_running || m_finished; });
        if (m_finished)
            return;
        if (interrupted)
            continue;
        lock.unlock();
        m_produce();
        lock.lock();
        // A late frame is not made up for: the interval matters, not the number of frames.
        next =
            std::max(next + std::chrono::duration_cast<Clock::duration>(m_interval), Clock::now());
    }
}

} // namespace Holdfast
