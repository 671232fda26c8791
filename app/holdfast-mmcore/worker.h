// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace Holdfast {

//! \brief A thread that does one job after the other, and asks meanwhile whether those that go on in the device
//! are done: moves. Adapters have one lock for each library, so there is one worker for each. Thread-safe.
class Worker
{
public:
    //! How often a move is asked for.
    static constexpr std::chrono::milliseconds pollInterval {20};

    //! Is called by the worker. Must not throw.
    using Job = std::function<void()>;
    //! Is called by the worker each pollInterval, until it returns true. Must not throw.
    using Poll = std::function<bool()>;

    //! Starts the thread.
    Worker();
    //! Waits for the job that runs, however long that takes, and drops the others.
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    //! Does \a job after those that were given before.
    void add(Job job);
    //! Calls \a poll again and again. May be called in a job only.
    void follow(Poll poll);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_isEnding = false;
    std::vector<Poll> m_polls; //!< known to the thread alone
    std::thread m_thread;
};

} // namespace Holdfast
