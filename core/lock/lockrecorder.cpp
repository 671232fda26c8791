// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/lockrecorder.h"

#include "core/lock/globallock.h"

#include <utility>

namespace Holdfast {

//! \brief What the recorder's thread sleeps by.
class LockRecorder::Bell
{
public:
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

    //! Waits for news, and then for \a pause more, unless somebody is in a hurry. False at the end.
    bool waitForNews(std::chrono::milliseconds pause)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_hasNews || isInAHurry(); });
        m_changed.wait_for(lock, pause, [this] { return isInAHurry(); });
        m_hasNews = false;
        m_serving = m_asked;
        return !m_isOver;
    }

    //! Everything is handed on that had happened at the latest return of waitForNews().
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
    bool isInAHurry() const { return m_isOver || m_asked != m_served; }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_hasNews = false;
    bool m_isOver = false;
    quint64 m_asked = 0; //!< how often somebody has asked for everything
    quint64 m_serving = 0;
    quint64 m_served = 0;
};

LockRecorder::LockRecorder(std::vector<std::shared_ptr<LockEventSink>> sinks,
                           std::chrono::milliseconds pause)
    : m_sinks(std::move(sinks))
    , m_pause(pause)
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
}

void LockRecorder::flush()
{
    m_bell->waitUntilDone();
}

void LockRecorder::run()
{
    LockFeed::Batch batch;
    for (bool goesOn = true; goesOn;) {
        goesOn = m_bell->waitForNews(m_pause);
        m_feed->take(batch);
        const ClockPair clocks;
        if (!batch.events.empty() || batch.lost > 0) {
            for (const auto &sink : m_sinks)
                sink->take(batch, clocks);
        }
        m_bell->done();
    }
}

} // namespace Holdfast
