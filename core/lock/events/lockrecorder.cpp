// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/lockrecorder.h"

#include "core/lock/gate/lockgate.h"
#include "core/lock/globallock.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

//! \brief Wakes the recorder's thread.
class LockRecorder::Bell
{
public:
    using Clock = std::chrono::steady_clock;

    void ring()
    {
        const std::lock_guard lock(m_mutex);
        m_hasNews = true;
        m_changed.notify_all();
    }

    void end()
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
        m_changed.notify_all();
    }

    void askForALook()
    {
        const std::lock_guard lock(m_mutex);
        m_isLookDue = true;
        m_changed.notify_all();
    }

    enum class Wake { News, Look, End };

    //! Waits for news, and then for \a pause more, unless a caller of flush() waits. It waits no
    //! longer than until \a nextLook.
    Wake wait(std::chrono::milliseconds pause, Clock::time_point nextLook)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_until(lock, nextLook, [this] { return m_hasNews || isInAHurry(); });
        m_changed.wait_until(lock, std::min(nextLook, Clock::now() + pause),
                             [this] { return isInAHurry(); });
        m_hasNews = false;
        m_serving = m_asked;
        if (m_isOver)
            return Wake::End;
        return std::exchange(m_isLookDue, false) || Clock::now() >= nextLook ? Wake::Look
                                                                             : Wake::News;
    }

    //! Notes that all events before the latest return of wait() are handed on.
    void done()
    {
        const std::lock_guard lock(m_mutex);
        m_served = m_serving;
        m_changed.notify_all();
    }

    void waitUntilDone()
    {
        std::unique_lock lock(m_mutex);
        const quint64 mine = ++m_asked;
        m_changed.notify_all();
        m_changed.wait(lock, [this, mine] { return m_served >= mine || m_isOver; });
    }

private:
    bool isInAHurry() const { return m_isOver || m_isLookDue || m_asked != m_served; }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_hasNews = false;
    bool m_isOver = false;
    bool m_isLookDue = false;
    quint64 m_asked = 0; //!< how many times a caller has asked for all events
    quint64 m_serving = 0;
    quint64 m_served = 0;
};

LockRecorder::LockRecorder(std::vector<std::shared_ptr<LockEventSink>> sinks,
                           std::chrono::milliseconds pause, std::chrono::milliseconds interval)
    : m_sinks(std::move(sinks))
    , m_pause(pause)
    , m_interval(interval)
    , m_bell(std::make_shared<Bell>())
    , m_feed(std::make_shared<LockFeed>([bell = m_bell] { bell->ring(); }))
    , m_thread([this] { run(); })
{
}

LockRecorder::~LockRecorder()
{
    m_bell->end();
    m_thread.join();
}

void LockRecorder::record(GlobalLock &lock)
{
    lock.tellTo(m_feed);
    {
        const std::lock_guard guard(m_mutex);
        m_gate = lock.m_gate;
    }
    m_bell->askForALook();
}

void LockRecorder::flush()
{
    m_bell->waitUntilDone();
}

void LockRecorder::run()
{
    LockFeed::Batch batch;
    auto nextLook = Bell::Clock::now() + m_interval;
    for (auto wake = Bell::Wake::News; wake != Bell::Wake::End;) {
        wake = m_bell->wait(m_pause, nextLook);
        m_feed->take(batch);
        const ClockPair clocks;
        if (!batch.events.empty() || batch.lost > 0) {
            for (const auto &sink : m_sinks)
                sink->take(batch, clocks);
        }
        if (wake == Bell::Wake::Look) {
            look();
            nextLook = Bell::Clock::now() + m_interval;
        }
        m_bell->done();
    }
    for (const auto &sink : m_sinks)
        sink->end();
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
