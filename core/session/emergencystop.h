// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/readythread.h"
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
//! The threads are there beforehand: a stop takes neither a new thread nor a descriptor, so it works
//! when the process has used up either.
class EmergencyStop
{
public:
    //! After this long those that have not answered are reported as late.
    static constexpr std::chrono::milliseconds deadline {1000};

    using Reported = std::function<void(const StopReport &)>;

    //! \a reported is called with each report, from any thread.
    explicit EmergencyStop(Reported reported);
    ~EmergencyStop();
    Q_DISABLE_COPY_MOVE(EmergencyStop)

    //! Gets ready to call \a things: threads for each, as one that hangs must not keep another from
    //! being stopped. The error says that there are no threads to be had.
    Result<void> prepare(const QList<Thing *> &things);

    //! Calls emergencyStop() of all \a things now. One whose last call has not come back yet is not
    //! called again; it is late. \a stopRest is called as soon as that has begun, and writes down in
    //! the report what it did. The answer waits for \a record, too, which is called last and calls what
    //! it is given when everything is written down that has to outlive the process.
    Reply<StopReport> stop(const QList<Thing *> &things, const HolderLabel &by,
                           const std::function<void(StopReport &)> &stopRest,
                           const std::function<void(std::function<void()>)> &record = {});

    //! Calls makeSafe() of all \a things in the same way, and \a done when all have come back, or at
    //! the deadline.
    void makeSafe(const QList<Thing *> &things,
                  const std::function<void(const QList<StopReport::Entry> &)> &done);

    //! Runs an action of \a thing that goes the same way. However many there are and hang, they keep no
    //! Thing's emergencyStop() from being called. False once it is closed.
    bool run(const QString &thing, std::function<void()> action);

    //! No Thing is called any more from now on. What runs goes on.
    void close();

    //! Those of which something that was called has not come back.
    QStringList busyThings();

    //! True when nothing of it runs any more.
    bool waitForDone(const QDeadlineTimer &until);

private:
    using Call = void (Thing::*)();
    class Round;

    //! \brief One of the two calls, with a thread for each Thing.
    struct Calls
    {
        const Call function;
        const QString threadName;
        std::set<Thing *> busy {}; //!< called, and not back yet
        std::map<Thing *, std::unique_ptr<ReadyThread>> threads {};
    };

    void callAll(const QList<Thing *> &things, Calls &calls, const std::shared_ptr<Round> &round);
    void call(Thing *thing, Calls &calls, const std::shared_ptr<Round> &round, qsizetype index);
    ReadyThread &threadOf(Thing *thing, Calls &calls);

    Reported m_reported;
    std::mutex m_mutex;
    bool m_closed = false;
    QStringList m_busyActions; //!< a Thing stands in it once for each
    // Apart, as a Thing that takes its time to make itself safe must be stopped all the same.
    Calls m_stops;
    Calls m_safeStates;
    QThreadPool m_actions;
    QThread m_thread; //!< where the deadlines are watched
    QObject m_watch;
};

} // namespace Holdfast
