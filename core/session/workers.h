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
//! the others. The threads are there from the beginning on. Thread-safe.
//!
//! It must outlive what it runs: see StationParts.
class Workers
{
public:
    enum class Kind {
        Read,     //!< getters that touch hardware
        Locked,   //!< writes and actions that own the global lock: one at a time
        Unlocked, //!< writes and actions that take no lock
    };

    Workers();

    //! Runs \a task for the Thing \a thing as soon as a thread is free. Once close() was called
    //! \a dropped is called instead, in this thread or in the one that closes: it answers whoever
    //! waits for the task. Neither may throw.
    void run(Kind kind, const QString &thing, std::function<void()> task,
             std::function<void()> dropped);

    //! Nothing is begun from now on: what waits for a thread is dropped, and so is what comes later.
    //! What runs goes on.
    void close();

    //! Waits until nothing runs; then, and only then, true.
    bool waitForDone(const QDeadlineTimer &deadline);

    //! The Things whose code is running right now.
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
    QStringList m_busy; //!< a Thing stands in it once for each task
    QThreadPool m_read;
    QThreadPool m_locked;
    QThreadPool m_unlocked;
};

} // namespace Holdfast
