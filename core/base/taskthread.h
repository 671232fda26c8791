// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/workerthread.h"

#include <functional>
#include <memory>

class QThreadPool;

namespace Holdfast {

//! \brief A thread that runs one task after the other. It is there before it is needed, so that it works
//! when the system has no threads left. Thread-safe.
class TaskThread
{
public:
    //! Throws std::system_error when no thread can be started.
    explicit TaskThread(const QString &name);
    //! Waits for the tasks that were given to it.
    ~TaskThread();
    Q_DISABLE_COPY_MOVE(TaskThread)

    //! Runs \a task, which must not throw, after the tasks that were given before it. After end() it
    //! has no effect.
    void start(std::function<void()> task);

    //! Waits until no task runs and none is queued. Returns false when that is not so at \a deadline.
    bool waitForDone(const QDeadlineTimer &deadline) const;

    //! Ends the thread after the tasks that were given to it. Returns false when one of them is still
    //! queued or running at \a deadline: then the thread is left alone, and goes on with them.
    bool end(const QDeadlineTimer &deadline);

private:
    struct Queue;

    const std::shared_ptr<Queue> m_queue;
    WorkerThread m_thread;
};

//! Lets the calling thread take now the descriptor that its event loops and sockets will need. Without
//! one, a thread that needs it later ends the program.
void beginEventDispatcherNow();

//! Lets \a pool start all its threads now, and keep them. A pool that starts a thread when it needs one
//! loses the task when no thread can be started, and ends the program when there is no descriptor for
//! the thread's event loop. Returns false when not all could be started; then the pool may not even be
//! able to end.
bool beginThreadsNow(QThreadPool &pool);

} // namespace Holdfast
