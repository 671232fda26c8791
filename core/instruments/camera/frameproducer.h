// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace Holdfast {

//! \brief Does a piece of work at a steady rate in a thread of its own, while it is switched on.
class FrameProducer
{
public:
    //! \a produce is called in the producer's thread, at most once per \a interval; it must not
    //! throw.
    FrameProducer(std::chrono::nanoseconds interval, std::function<void()> produce);
    //! As finish().
    ~FrameProducer();
    FrameProducer(const FrameProducer &) = delete;
    FrameProducer &operator=(const FrameProducer &) = delete;

    //! From any thread; never waits. The first call begins at once when it is switched on.
    void setRunning(bool running);
    //! Ends the thread, after the call that is under way. May be repeated.
    void finish();

private:
    void loop();

    const std::chrono::nanoseconds m_interval;
    const std::function<void()> m_produce;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_running = false;
    bool m_finished = false;
    std::thread m_thread;
};

} // namespace Holdfast
