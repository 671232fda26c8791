// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limits.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <array>
#include <functional>
#include <list>
#include <memory>
#include <mutex>

namespace Holdfast {

//! \brief The threads in which Thing code runs, one pool per kind of work so that none can starve
//! the others. The threads are created at the beginning. Thread-safe.
//!
//! One Thing gets a part of the threads only, so that a Thing that hangs leaves some to the others: a task that would be one too
//! many waits until another one of its Thing has ended.
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

    //! Calls \a heldBack, in any thread, when a task has to wait for others of its Thing.
    explicit Workers(const Limits &limits = {}, std::function<void(Kind)> heldBack = {});

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
        Kind kind;
        QString thing;
        std::function<void()> task;
        std::function<void()> dropped;
        bool isHeldBack = false;
    };
    using Jobs = std::list<std::shared_ptr<Job>>;
    //! What is under way for a Thing in one pool.
    struct Share
    {
        int begun = 0; //!< tasks that have a thread, or wait for one
        int heldBack = 0;
    };

    QThreadPool &pool(Kind kind);
    int mostOf(Kind kind) const;
    void begin(const std::shared_ptr<Job> &job, Jobs::iterator place);
    //! Gives the thread of a task that has ended to the next one of its Thing. Requires m_mutex.
    void passOn(Kind kind, const QString &thing);

    const Limits m_limits;
    const std::function<void(Kind)> m_heldBack;
    mutable std::mutex m_mutex;
    bool m_closed = false;
    std::array<QHash<QString, Share>, 3> m_shares; //!< by Kind
    Jobs m_waiting;                                //!< for a thread
    QStringList m_busy;                            //!< a Thing is listed once for each task
    QThreadPool m_read;
    QThreadPool m_locked;
    QThreadPool m_unlocked;
};

} // namespace Holdfast
