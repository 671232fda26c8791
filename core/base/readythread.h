// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDeadlineTimer>
#include <QThread>

#include <functional>
#include <memory>

class QThreadPool;

namespace Holdfast {

//! \brief A thread that runs before it is needed: giving it a task takes no new thread and no
//! descriptor, so that it works when the system has none left. Thread-safe.
class ReadyThread
{
public:
    //! Throws std::system_error when no thread can be started.
    explicit ReadyThread(const QString &name);
    //! Waits for the tasks that were given to it.
    ~ReadyThread();
    Q_DISABLE_COPY_MOVE(ReadyThread)

    //! Runs \a task, which must not throw, after the tasks that were given before it.
    void start(std::function<void()> task);

    //! Waits until no task runs and none is queued. Returns false when that is not so at \a deadline.
    bool waitForDone(const QDeadlineTimer &deadline) const;

private:
    class Loop;

    const std::unique_ptr<Loop> m_loop;
};

//! Lets \a pool start all its threads now, and keep them. A pool that starts a thread when it needs one
//! loses the task when no thread can be started, and ends the program when there is no descriptor for
//! the thread's event loop. Returns false when not all could be started; then the pool may not even be
//! able to end.
bool beginThreadsNow(QThreadPool &pool);

} // namespace Holdfast
