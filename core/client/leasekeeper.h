// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/remotestation.h"
#include "core/lock/core/lockask.h"
#include "core/lock/lease.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

namespace Holdfast {

//! \brief Why a lease was lost.
struct LeaseLoss
{
    //! How it ended, if the station said so; with the lease's own label.
    std::optional<EndedLease> ended {};
    //! What the station answered; without an answer, it could not be renewed for all its time.
    StationAnswer answer {};
};

//! \brief Keeps a lease alive, until it is released or lost.
class LeaseKeeper : public QObject
{
    Q_OBJECT
public:
    //! \a station lives longer. \a lease has a time to live.
    LeaseKeeper(RemoteStation &station, NewLease lease, QObject *parent = nullptr);

    const NewLease &lease() const { return m_lease; }
    //! So long the lease outlives a station that cannot be reached.
    std::chrono::milliseconds ttl() const { return *m_lease.status.ttl; }
    //! Until it counts as lost, unless it is renewed before.
    std::chrono::milliseconds remaining() const
    {
        return std::chrono::milliseconds {m_end.remainingTime()};
    }

    //! The station says that its lock is as \a state. When that may mean that the lease has ended,
    //! the station is asked at once.
    void look(const LockOverview &state);

    //! Ends the lease; lost() or released() says what came of it.
    void release();

Q_SIGNALS:
    //! The lease has ended against the caller's will. Once.
    void lost(const Holdfast::LeaseLoss &loss);
    //! Or it ended as the caller wished, or nothing more can be done about it.
    void released();

    //! A renewal has failed, the first one in a row; it is tried again.
    void renewalFailed(const Holdfast::StationAnswer &answer);
    //! The lease is renewed after that.
    void renewedAgain();
    //! It could not be released; it ends by its time to live.
    void releaseFailed(const Holdfast::StationAnswer &answer);
    //! Another client that knows the token has released it.
    void releasedElsewhere();
    //! The lease gave way; its next operation waits for the lock.
    void suspended();
    //! The lease has the lock again.
    void resumed(quint64 generation);
    //! The owner is asked to let go. Once for each who asks.
    void asked(const Holdfast::LockAsk &ask);

private:
    void renew();
    void renewed(const StationAnswer &answer, const QDeadlineTimer &validUntil);
    void notRenewed(const StationAnswer &answer);
    void ended(const StationAnswer &answer);
    void lose(const StationAnswer &answer);
    void noteChanges(const Json &told);
    void stopTimers();
    StationRequest request(const QByteArray &verb) const;

    RemoteStation &m_station;
    const NewLease m_lease;
    QTimer m_next;
    QTimer m_end; //!< when it has not been renewed by then, it must be taken for lost
    bool m_isFailing = false;
    bool m_isAsking = false;  //!< a renewal is on its way
    bool m_asksAgain = false; //!< something has happened since it was sent
    bool m_hasEnded = false;  //!< it was released elsewhere
    bool m_isOver = false;    //!< nothing that comes in now counts
    bool m_isSuspended = false;
    QList<LockAsk> m_asks;
};

} // namespace Holdfast
