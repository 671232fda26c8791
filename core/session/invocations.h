// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/caller.h"
#include "core/session/invocation.h"
#include "core/session/stationevents.h"
#include "core/thing/result.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <deque>
#include <mutex>

namespace Holdfast {

//! \brief All invocations that are remembered: unfinished ones, and finished ones until they are
//! too old or too many. Thread-safe; its timer lives in the station's thread.
class Invocations : public QObject
{
    Q_OBJECT
public:
    //! No more than this many at a time may be pending or running.
    static constexpr int maximumUnfinished = 1000;

    //! \a keptFinished: how many finished ones to keep at most. \a abandonedAfter: when nobody has
    //! asked for a pending one that is watched over for so long, it is cancelled.
    //! \a lock (or null) hears of the progress that is reported.
    Invocations(StationEvents &events, GlobalLock &lock, int keptFinished,
                std::chrono::milliseconds abandonedAfter);

    //! Fails with Unavailable when there are too many unfinished ones.
    Result<std::shared_ptr<Invocation>> add(const QString &thing, const ActionAffordance &action,
                                            const HolderLabel &by, Output input);

    //! While it is pending, cancels it when nobody asks for it any more.
    void watchOver(const std::shared_ptr<Invocation> &invocation);

    //! Null when there is none (any more).
    std::shared_ptr<Invocation> find(const QUuid &id);
    //! Oldest first; of one action when \a thing and \a action are given.
    QList<InvocationRecord> records(const QString &thing, const QString &action);

    //! The latest of an action that \a caller began and that has not ended; null when there is none.
    std::shared_ptr<Invocation> findUnfinished(const QString &thing, const QString &action,
                                               const Caller &caller);

    //! Asks all unfinished ones to end; how many there were.
    int cancelAll();
    int countUnfinished() const;

    //! Its timer does not work any more, and it may be destroyed in any thread. To be called in its own.
    void leaveThread();

private:
    using Clock = std::chrono::steady_clock;

    void onEnded(const Invocation &invocation);
    void sweep();
    void cancelAbandoned();
    void expire();
    void planSweep();
    //! With m_mutex held; the ids that were removed.
    QList<QUuid> removeExpired();
    QList<std::shared_ptr<Invocation>> all();

    StationEvents &m_events;
    GlobalLock &m_lock;
    const int m_keptFinished;
    const std::chrono::milliseconds m_abandonedAfter;
    QTimer m_sweep;
    std::atomic<bool> m_sweepPlanned {false};

    mutable std::mutex m_mutex;
    struct Finished
    {
        QUuid id;
        Clock::time_point expires;
    };
    std::deque<QUuid> m_order;
    QHash<QUuid, std::shared_ptr<Invocation>> m_byId;
    std::deque<Finished> m_finished;
    Clock::time_point m_nextExpiry = Clock::time_point::max();
    int m_unfinished = 0;
    std::vector<std::weak_ptr<Invocation>> m_watchedOver;
};

} // namespace Holdfast
