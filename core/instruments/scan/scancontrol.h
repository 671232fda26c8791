// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/workcontext.h"

#include <QtGlobal>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace Holdfast {

//! \brief The handle by which other threads pause a scan. Thread-safe.
class ScanControl
{
public:
    //! How often a scan that waits gives way: an operator who wants the instruments waits at most that long.
    static constexpr std::chrono::milliseconds turn {200};

    ScanControl() = default;
    Q_DISABLE_COPY_MOVE(ScanControl)

    //! Lets the scan wait before its next tile.
    void pause() { set(true); }
    //! Lets it go on.
    void proceed() { set(false); }
    //! Returns whether the scan is to wait.
    bool isPaused() const
    {
        const std::lock_guard lock(m_mutex);
        return m_isPaused;
    }

    //! Waits in the running action while the scan is paused, or the time is before \a until. Calls \a each again and again
    //! meanwhile. Throws InvocationCancelled as soon as the action is cancelled, and what \a each throws.
    void wait(std::chrono::steady_clock::time_point until, const std::function<void()> &each);

private:
    void set(bool isPaused);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isPaused = false;
};

} // namespace Holdfast
