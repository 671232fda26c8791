// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDeadlineTimer>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <functional>
#include <list>
#include <memory>
#include <mutex>

namespace Holdfast {

//! \brief The threads in which Thing code runs, one pool per kind of work so that none can starve
//! the others. The threads are created at the beginning. Thread-safe.
//!
//! It must outlive its tasks: see StationParts.
class Workers
{
public:
    enum class Kind {
        Read,     //!< getters that touch hardware
        Locked,   //!< writes and actions that own the global lock: one at a time
        Unlocked, //!< writes and actions that take no lock
    };

    Workers();

    //! Runs \a task for the Thing \a thing as soon as a thread is free. Once close() was called \a
    //! dropped is called instead, in this thread or in the one that closes: it answers the caller
    //! that waits for the task. Neither may throw.
    void run(Kind kind, const QString &thing, std::function<void()> task,
             std::function<void()> dropped);

    //! Begins no task from now on: waiting and later ones are dropped. Running ones go on.
    void close();

    //! Waits until no task runs. Returns false at \a deadline.
    bool waitForDone(const QDeadlineTimer &deadline);

    //! Returns the Things whose code is running right now.
    QStringList busyThings() const;

private:
    struct Job
    {
        QString thing;
        std::function<void()> task;
        std::function<void()> dropped;
    };
    using Jobs = std::list<std::shared_ptr<Job>>;

    QThreadPool &pool(Kind kind);
    void begin(const std::shared_ptr<Job> &job, Jobs::iterator place);

    mutable std::mutex m_mutex;
    bool m_closed = false;
    Jobs m_waiting;     //!< for a thread
    QStringList m_busy; //!< a Thing is listed once for each task
    QThreadPool m_read;
    QThreadPool m_locked;
    QThreadPool m_unlocked;
};

} // namespace Holdfast
