// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/caller.h"
#include "core/session/invocation/invocation.h"
#include "core/session/stationevents.h"
#include "core/thing/result.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>

namespace Holdfast {

//! \brief All invocations that are kept: unfinished ones, and finished ones until they are too old
//! or too many. Thread-safe; its timer lives in the station's thread.
class Invocations : public QObject
{
    Q_OBJECT
public:
    //! The limit of pending or running ones at a time.
    static constexpr int maximumUnfinished = 1000;

    //! Makes the list. At most \a keptFinished finished ones are kept, and of their inputs and outputs at most \a keptBytes: beyond,
    //! the oldest one goes first of the client that has the most there; the latest one always stays. A pending one that is
    //! watched over is cancelled when no client has asked for it for \a abandonedAfter. \a lock
    //! gets the reported progress.
    Invocations(StationEvents &events, GlobalLock &lock, qint64 keptBytes, int keptFinished,
                std::chrono::milliseconds abandonedAfter);

    //! Adds a pending one. Fails with Unavailable when there are too many unfinished ones, unless it stops something.
    Result<std::shared_ptr<Invocation>> add(const QString &thing, const ActionAffordance &action,
                                            const Principal &by, Payload input);

    //! Cancels it, while it is pending, when no client asks for it any more.
    void watchOver(const std::shared_ptr<Invocation> &invocation);

    //! Returns the invocation with that id; null when there is none, or no longer.
    std::shared_ptr<Invocation> find(const QUuid &id);
    //! Returns the records, oldest first; of one action when \a thing and \a action are given.
    QList<InvocationRecord> records(const QString &thing, const QString &action);

    //! Returns the latest unfinished one of an action that \a caller began; null when there is
    //! none.
    std::shared_ptr<Invocation> findUnfinished(const QString &thing, const QString &action,
                                               const Caller &caller);

    //! Asks all unfinished ones to end. Returns their number.
    int cancelAll();
    int countUnfinished() const;

    //! \brief How many unfinished ones there are, and how many bytes their inputs take.
    struct Use
    {
        qint64 count = 0;
        qint64 bytes = 0;
    };
    //! Returns that of all clients together.
    Use use() const;
    //! Returns that of the clients whose key (Principal::clientKey) is one of \a isMeant.
    Use useOf(const std::function<bool(const QString &clientKey)> &isMeant) const;

    //! Stops its timer, so that it may be destroyed in any thread. Must be called in its own.
    void leaveThread();

private:
    using Clock = std::chrono::steady_clock;

    struct Finished
    {
        QUuid id;
        Clock::time_point expires;
        qint64 bytes = 0;
        QString client; //!< its key
    };

    void onEnded(const Invocation &invocation);
    void sweep();
    void cancelAbandoned();
    void expire();
    void planSweep();
    //! Removes the expired ones and returns their ids. Requires m_mutex.
    QList<QUuid> removeExpired();
    //! Removes those whose inputs and outputs take too much. Requires m_mutex.
    void removeLargest(QList<QUuid> &removed);
    std::deque<Finished>::iterator remove(std::deque<Finished>::iterator finished);
    QList<std::shared_ptr<Invocation>> all();

    StationEvents &m_events;
    GlobalLock &m_lock;
    const qint64 m_mostKeptBytes;
    const int m_keptFinished;
    const std::chrono::milliseconds m_abandonedAfter;
    QTimer m_sweep;
    std::atomic<bool> m_sweepPlanned {false};

    mutable std::mutex m_mutex;
    std::deque<QUuid> m_order;
    QHash<QUuid, std::shared_ptr<Invocation>> m_byId;
    std::deque<Finished> m_finished;
    Clock::time_point m_nextExpiry = Clock::time_point::max();
    int m_unfinished = 0;
    QHash<QString, Use> m_uses;           //!< of the unfinished ones, by client
    qint64 m_keptBytes = 0;               //!< of the finished ones
    QHash<QString, qint64> m_keptBytesOf; //!< the same, by client
    std::vector<std::weak_ptr<Invocation>> m_watchedOver;
};

} // namespace Holdfast
