// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/lockrecorder.h"

#include "core/lock/gate/lockgate.h"
#include "core/lock/globallock.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

LockRecorder::LockRecorder(std::vector<std::shared_ptr<LockEventSink>> sinks,
                           std::chrono::milliseconds pause, std::chrono::milliseconds interval)
    : m_sinks(std::move(sinks))
    , m_pause(pause)
    , m_interval(interval)
    , m_nextLook(Clock::now() + interval)
    , m_thread(QStringLiteral("lock recorder"), [this] { return work(); })
    , m_feed(std::make_shared<LockFeed>(m_thread.waker()))
{
    m_thread.wake(); // for the first look
}

LockRecorder::~LockRecorder()
{
    m_isOver = true;
    m_thread.wake();
    m_thread.end();
}

void LockRecorder::record(GlobalLock &lock)
{
    lock.tellTo(m_feed);
    {
        const std::lock_guard guard(m_mutex);
        m_gate = lock.m_gate;
    }
    m_isLookWanted = true;
    m_thread.wake();
}

void LockRecorder::flush()
{
    m_isHurried = true;
    m_thread.wake();
    m_thread.waitForDone(QDeadlineTimer::Forever);
}

WorkerThread::TimePoint LockRecorder::work()
{
    if (m_hasEnded)
        return WorkerThread::never;
    const bool isOver = m_isOver;
    const bool isHurried = m_isHurried.exchange(false);
    const auto now = Clock::now();
    const bool isLook = m_isLookWanted.exchange(false) || now >= m_nextLook;
    if (!isOver && !isHurried && !isLook) {
        // There are events, or there will be none before the next look.
        if (!m_batchIsDueAt)
            m_batchIsDueAt = now + m_pause;
        if (now < *m_batchIsDueAt)
            return std::min(*m_batchIsDueAt, m_nextLook);
    }
    m_batchIsDueAt.reset();
    handOn();
    if (isOver) {
        for (const auto &sink : m_sinks)
            sink->end();
        m_hasEnded = true;
        return WorkerThread::never;
    }
    if (isLook) {
        look();
        m_nextLook = Clock::now() + m_interval;
    }
    return m_nextLook;
}

void LockRecorder::handOn()
{
    m_feed->take(m_batch);
    if (m_batch.events.empty() && m_batch.lost == 0)
        return;
    const ClockPair clocks;
    for (const auto &sink : m_sinks)
        sink->take(m_batch, clocks);
}

void LockRecorder::look()
{
    std::shared_ptr<LockGate> gate;
    {
        const std::lock_guard guard(m_mutex);
        gate = m_gate.lock();
    }
    if (!gate)
        return;
    const LockStatus status = gate->status();
    const ClockPair clocks;
    for (const auto &sink : m_sinks)
        sink->look(status, clocks);
}

} // namespace Holdfast
