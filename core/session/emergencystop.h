// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/reply.h"
#include "core/session/stopreport.h"

#include <QList>
#include <QObject>
#include <QThread>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <mutex>
#include <set>

namespace Holdfast {

class Thing;

//! \brief Makes every Thing safe, side by side, in threads of its own: outside of the lock, its
//! queue and the workers. Thread-safe.
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

    //! Calls emergencyStop() of all \a things now. One whose last call has not come back yet is not
    //! called again; it is late. \a stopRest is called as soon as that has begun, and writes down in
    //! the report what it did.
    Reply<StopReport> stop(const QList<Thing *> &things, const HolderLabel &by,
                           const std::function<void(StopReport &)> &stopRest);

    //! Calls makeSafe() of all \a things in the same way, and \a done when all have come back, or at
    //! the deadline.
    void makeSafe(const QList<Thing *> &things,
                  const std::function<void(const QList<StopReport::Entry> &)> &done);

    //! Runs an action that goes the same way.
    void run(std::function<void()> action);

    //! Those whose emergencyStop() has been called and has not come back.
    QStringList busyThings();

    //! True when nothing of it runs any more.
    bool waitForDone(std::chrono::milliseconds limit);

private:
    using Call = void (Thing::*)();
    class Round;
    void callAll(const QList<Thing *> &things, Call function, const std::shared_ptr<Round> &round);
    void call(Thing *thing, Call function, const std::shared_ptr<Round> &round, qsizetype index);

    Reported m_reported;
    std::mutex m_mutex;
    std::set<Thing *> m_called; //!< and not back yet
    QThreadPool m_pool;
    QThread m_thread; //!< where the deadlines are watched
    QObject m_watch;
};

} // namespace Holdfast
