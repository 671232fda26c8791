// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDeadlineTimer>
#include <QThread>

#include <functional>
#include <memory>

class QThreadPool;

namespace Holdfast {

//! \brief A thread that is there before it is needed: to give it something to do takes no new thread
//! and no descriptor, so it works when there are none to be had. Thread-safe.
class ReadyThread
{
public:
    //! Throws std::system_error when there is no thread to be had.
    explicit ReadyThread(const QString &name);
    //! Waits for what was given to it.
    ~ReadyThread();
    Q_DISABLE_COPY_MOVE(ReadyThread)

    //! Runs \a task, which must not throw: at once, or when those that were given before it have ended.
    void start(std::function<void()> task);

    //! Waits until nothing runs and nothing is left to be run; then, and only then, true.
    bool waitForDone(const QDeadlineTimer &deadline) const;

private:
    class Loop;

    const std::unique_ptr<Loop> m_loop;
};

//! Lets \a pool begin all its threads now, and keep them. A pool that begins a thread when it is needed
//! loses the task when there is no thread to be had, and ends the program when there is no descriptor
//! for the thread's event loop. False when they cannot all be had; then not even its end is certain.
bool beginThreadsNow(QThreadPool &pool);

} // namespace Holdfast
