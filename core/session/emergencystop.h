// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/taskthread.h"
#include "core/session/reply.h"
#include "core/thing/stopreport.h"

#include <QDeadlineTimer>
#include <QList>
#include <QObject>
#include <QThread>
#include <QThreadPool>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace Holdfast {

class Thing;

//! \brief Makes every Thing safe, side by side, in threads of its own: outside of the lock, its
//! queue and the workers. Thread-safe.
//!
//! The threads are created beforehand: a stop needs neither a new thread nor a descriptor, so it
//! works when the process has used up either.
class EmergencyStop
{
public:
    //! The time after which Things that have not answered are reported as late.
    static constexpr std::chrono::milliseconds deadline {1000};

    using Reported = std::function<void(const StopReport &)>;
    //! Returns a number that differs when the lock has had another owner meanwhile. Called in any thread.
    using OwnerNumber = std::function<quint64()>;

    //! Makes an emergency stop. \a reported is called with each report, in any thread.
    EmergencyStop(OwnerNumber ownerNumber, Reported reported);
    ~EmergencyStop();
    Q_DISABLE_COPY_MOVE(EmergencyStop)

    //! Prepares to call \a things, with threads for each, because one that hangs must not keep
    //! another from being stopped. Fails when the system cannot create the threads.
    Result<void> prepare(const QList<Thing *> &things);

    //! Calls emergencyStop() of all \a things now. A Thing whose last call has not returned yet is
    //! not called again; it is late. \a stopRest is called as soon as that has begun, keeps new
    //! operations from beginning, and adds to the report what it did. When the lock has had another
    //! owner before that, whose operation the calls may have missed, every Thing is called once more,
    //! after its call before; the report does not tell of that. The answer waits for \a record, too,
    //! which is called last and calls its argument when everything that has to outlive the process is
    //! recorded.
    Reply<StopReport> stop(const QList<Thing *> &things, const Principal &by,
                           const std::function<void(StopReport &)> &stopRest,
                           const std::function<void(std::function<void()>)> &record = {});

    //! Calls makeSafe() of all \a things in the same way, and \a done when all have returned, or at
    //! the deadline.
    void makeSafe(const QList<Thing *> &things,
                  const std::function<void(const QList<StopReport::Entry> &)> &done);

    //! Runs a stop action of \a thing in the same way. However many of them hang, they do not
    //! prevent a Thing's emergencyStop() from being called. Returns false once it is closed.
    bool run(const QString &thing, std::function<void()> action);

    //! Calls no Thing any more from now on. Running calls go on.
    void close();

    //! Returns the Things with a call that has not returned.
    QStringList busyThings();

    //! Waits until \a until. Returns true when no call runs any more.
    bool waitForDone(const QDeadlineTimer &until);

private:
    using Call = void (Thing::*)();
    class Round;

    //! \brief One of the two calls, with a thread for each Thing.
    struct Calls
    {
        const Call function;
        const QString threadName;
        std::set<Thing *> busy {}; //!< called, and not returned yet
        std::map<Thing *, std::unique_ptr<TaskThread>> threads {};
    };

    void callAll(const QList<Thing *> &things, Calls &calls, const std::shared_ptr<Round> &round);
    void call(Thing *thing, Calls &calls, const std::shared_ptr<Round> &round, qsizetype index);
    void stopOnceMore(const QList<Thing *> &things);
    TaskThread &threadOf(Thing *thing, Calls &calls);

    const OwnerNumber m_ownerNumber;
    const Reported m_reported;
    std::mutex m_mutex;
    bool m_closed = false;
    QStringList m_busyActions; //!< a Thing is listed once for each
    // Separate, because a Thing that takes long to make itself safe must still be stopped.
    Calls m_stops;
    Calls m_safeStates;
    QThreadPool m_actions;
    QThread m_thread; //!< the thread that watches the deadlines
    QObject m_watch;
};

} // namespace Holdfast
