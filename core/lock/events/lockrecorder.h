// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/workerthread.h"
#include "core/lock/events/lockfeed.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace Holdfast {

class GlobalLock;
class LockGate;
struct LockStatus;

//! \brief Converts the steady times of events to times of day, by one moment that is known in both.
struct ClockPair
{
    std::chrono::steady_clock::time_point steady = std::chrono::steady_clock::now();
    std::chrono::system_clock::time_point wall = std::chrono::system_clock::now();

    std::chrono::system_clock::time_point timeOf(std::chrono::steady_clock::time_point at) const
    {
        return wall + std::chrono::duration_cast<std::chrono::system_clock::duration>(at - steady);
    }
};

//! \brief A listener of a lock's events: counts them, or writes them down. Lives in the thread of a
//! LockRecorder, may take its time, and must not throw.
class LockEventSink
{
public:
    virtual ~LockEventSink() = default;

    //! Gets the events since the last call, and at most as many as a LockFeed holds.
    virtual void take(const LockFeed::Batch &batch, const ClockPair &clocks) = 0;

    //! Gets the lock's status from time to time, for holds and waits that have begun and not ended.
    //! All events of those that ended before have been given to take().
    virtual void look(const LockStatus &status, const ClockPair &clocks)
    {
        Q_UNUSED(status)
        Q_UNUSED(clocks)
    }

    //! Is the last call. Releases the resources that belong to the recorder's thread.
    virtual void end() { }
};

//! \brief Hands a lock's events to sinks, in a thread of its own. The lock never waits for it.
class LockRecorder
{
public:
    //! After the first event the recorder waits for \a pause, so that many events go into one
    //! batch. It looks at the lock once per \a interval.
    explicit LockRecorder(std::vector<std::shared_ptr<LockEventSink>> sinks,
                          std::chrono::milliseconds pause = std::chrono::milliseconds {50},
                          std::chrono::milliseconds interval = std::chrono::seconds {1});
    //! Hands on the events so far. The lock may live on, and records no more events then.
    ~LockRecorder();
    Q_DISABLE_COPY_MOVE(LockRecorder)

    //! Records \a lock from now on. Must be called once, before the first use of \a lock, which may
    //! be destroyed at any time.
    void record(GlobalLock &lock);

    //! Waits until the sinks have been given all events so far.
    void flush();

private:
    using Clock = std::chrono::steady_clock;

    WorkerThread::TimePoint work();
    void handOn();
    void look();

    const std::vector<std::shared_ptr<LockEventSink>> m_sinks;
    const std::chrono::milliseconds m_pause;
    const std::chrono::milliseconds m_interval;
    std::mutex m_mutex;
    std::weak_ptr<LockGate> m_gate;
    std::atomic<bool> m_isLookWanted {false};
    std::atomic<bool> m_isHurried {false}; //!< a caller waits for the events so far
    std::atomic<bool> m_isOver {false};

    // Known to the thread alone.
    LockFeed::Batch m_batch {};
    Clock::time_point m_nextLook;
    std::optional<Clock::time_point> m_batchIsDueAt {}; //!< set once its first event has come
    bool m_hasEnded = false;

    WorkerThread m_thread;
    const std::shared_ptr<LockFeed> m_feed; //!< wakes the thread, which it may outlive
};

} // namespace Holdfast
