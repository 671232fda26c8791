// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/workerthread.h"

#include <atomic>
#include <chrono>
#include <functional>

namespace Holdfast {

//! \brief Calls a function at a steady rate in a thread of its own, while it is switched on.
class FrameProducer
{
public:
    //! \a produce is called in the producer's thread, at most once per \a interval; it must not
    //! throw.
    FrameProducer(std::chrono::nanoseconds interval, std::function<void()> produce);
    //! Does the same as finish().
    ~FrameProducer();
    FrameProducer(const FrameProducer &) = delete;
    FrameProducer &operator=(const FrameProducer &) = delete;

    //! Switches the producer on or off, from any thread and without blocking. When it is switched on, the
    //! first call begins at once.
    void setRunning(bool running);
    //! Ends the thread, after the call that is under way. May be called repeatedly.
    void finish();

private:
    using Clock = std::chrono::steady_clock;

    Clock::time_point work();

    const Clock::duration m_interval;
    const std::function<void()> m_produce;
    std::atomic<bool> m_running {false};
    Clock::time_point m_next; //!< of a call; known to the thread alone
    WorkerThread m_thread;
};

} // namespace Holdfast
