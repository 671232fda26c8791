// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/workerthread.h"

#include <QtGlobal>

#include <chrono>
#include <functional>
#include <memory>

namespace Holdfast {

//! \brief Reports expired deadlines, with one thread for all of them. The thread is created at
//! construction, because the system may have none left later.
class DeadlineWatch
{
public:
    using Clock = std::chrono::steady_clock;
    //! Is called in the watch's own thread, never before the deadline, without any mutex held.
    using Expired = std::function<void(quint64 id)>;

    //! Throws std::system_error when the system cannot create a thread.
    explicit DeadlineWatch(Expired expired);
    ~DeadlineWatch();
    Q_DISABLE_COPY_MOVE(DeadlineWatch)

    void add(quint64 id, Clock::time_point deadline);
    void remove(quint64 id, Clock::time_point deadline);

    //! Ends the thread and waits for it, unless it is the caller. Nothing expires afterwards.
    void stop();

private:
    struct State;

    const std::shared_ptr<State> m_state;
    WorkerThread m_thread;
};

} // namespace Holdfast
