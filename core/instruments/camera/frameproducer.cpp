// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/frameproducer.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

FrameProducer::FrameProducer(std::chrono::nanoseconds interval, std::function<void()> produce)
    : m_interval(std::chrono::duration_cast<Clock::duration>(interval))
    , m_produce(std::move(produce))
    , m_next(Clock::now())
    , m_thread(QStringLiteral("frames"), [this] { return work(); })
{
}

FrameProducer::~FrameProducer()
{
    finish();
}

void FrameProducer::setRunning(bool running)
{
    m_running = running;
    if (running)
        m_thread.wake();
}

void FrameProducer::finish()
{
    m_running = false;
    m_thread.end();
}

FrameProducer::Clock::time_point FrameProducer::work()
{
    if (!m_running)
        return WorkerThread::never;
    if (Clock::now() >= m_next) {
        m_produce();
        // A late frame is not made up for: the interval matters, not the number of frames.
        m_next = std::max(m_next + m_interval, Clock::now());
    }
    return m_next;
}

} // namespace Holdfast
