// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDeadlineTimer>
#include <QMultiMap>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <functional>
#include <mutex>

namespace Holdfast {

//! \brief The threads in which Thing code runs, one pool per kind of work so that none can starve
//! the others. The threads are there from the beginning on. Thread-safe.
class Workers
{
public:
    enum class Kind {
        Read,     //!< getters that touch hardware
        Locked,   //!< writes and actions that own the global lock: one at a time
        Unlocked, //!< writes and actions that take no lock
    };

    Workers();

    //! Runs \a task for the Thing \a thing as soon as a thread is free. It must not throw.
    void run(Kind kind, const QString &thing, std::function<void()> task);

    //! Waits until nothing runs; then, and only then, true.
    bool waitForDone(const QDeadlineTimer &deadline);

    //! The Things whose code is running right now.
    QStringList busyThings() const;

private:
    QThreadPool &pool(Kind kind);

    mutable std::mutex m_mutex;
    QStringList m_busy; //!< a Thing stands in it once for each task
    QThreadPool m_read;
    QThreadPool m_locked;
    QThreadPool m_unlocked;
};

} // namespace Holdfast
