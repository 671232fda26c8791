// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockfeed.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace Holdfast {

class GlobalLock;
class LockGate;
struct LockStatus;

//! \brief Turns the steady times of events into times of day: exactly one moment in both.
struct ClockPair
{
    std::chrono::steady_clock::time_point steady = std::chrono::steady_clock::now();
    std::chrono::system_clock::time_point wall = std::chrono::system_clock::now();

    std::chrono::system_clock::time_point timeOf(std::chrono::steady_clock::time_point at) const
    {
        return wall + std::chrono::duration_cast<std::chrono::system_clock::duration>(at - steady);
    }
};

//! \brief Does something with what happens to a lock: counts it, writes it down. Lives in the thread of
//! a LockRecorder, may take its time, and must not throw.
class LockEventSink
{
public:
    virtual ~LockEventSink() = default;

    //! What has happened since the last call, and at most as many events as a LockFeed holds.
    virtual void take(const LockFeed::Batch &batch, const ClockPair &clocks) = 0;

    //! The lock as it is, now and then, for what has begun and not ended. Of what ended before that,
    //! everything has been given to take().
    virtual void look(const LockStatus &status, const ClockPair &clocks)
    {
        Q_UNUSED(status)
        Q_UNUSED(clocks)
    }

    //! The last call. What belongs to the recorder's thread is to be let go of.
    virtual void end() { }
};

//! \brief Hands what happens to a lock to sinks, in a thread of its own. The lock never waits for it.
class LockRecorder
{
public:
    //! After the first event it waits for \a pause, so that many go into one batch. It looks at the
    //! lock once in \a interval.
    explicit LockRecorder(std::vector<std::shared_ptr<LockEventSink>> sinks,
                          std::chrono::milliseconds pause = std::chrono::milliseconds {50},
                          std::chrono::milliseconds interval = std::chrono::seconds {1});
    //! Hands on what has happened so far. The lock may live on, and tells nobody then.
    ~LockRecorder();
    Q_DISABLE_COPY_MOVE(LockRecorder)

    //! From now on; to be called once, before anybody uses \a lock, which may go away at any time.
    void record(GlobalLock &lock);

    //! Waits until the sinks have been given everything that has happened by now.
    void flush();

private:
    class Bell;

    void run();
    void look();

    const std::vector<std::shared_ptr<LockEventSink>> m_sinks;
    const std::chrono::milliseconds m_pause;
    const std::chrono::milliseconds m_interval;
    const std::shared_ptr<Bell> m_bell; //!< the feed may outlive the recorder
    const std::shared_ptr<LockFeed> m_feed;
    std::mutex m_mutex;
    std::weak_ptr<LockGate> m_gate;
    std::thread m_thread;
};

} // namespace Holdfast
