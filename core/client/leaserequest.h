// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/remotestation.h"
#include "core/lock/lease.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace Holdfast {

//! \brief Stands in line for a lease, for as long as the caller wants to wait.
//!
//! A station lets no client wait for more than a minute; then this asks again.
class LeaseRequest : public QObject
{
    Q_OBJECT
public:
    //! \brief What is asked for.
    struct Wish
    {
        QString label; //!< the holder's name, as others see it
        LeaseTerms terms {};
        //! Empty: as long as the station thinks fit.
        std::optional<std::chrono::milliseconds> wait {};
    };

    //! \a station lives longer.
    LeaseRequest(RemoteStation &station, const Wish &wish, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    //! One of these ends it.
    void granted(const Holdfast::NewLease &lease);
    //! A good \a answer is one that was not understood.
    void failed(const Holdfast::StationAnswer &answer);

    //! The station is away for now; it is asked again.
    void unreachable(const Holdfast::StationAnswer &answer);
    //! Another owner than before has the lock.
    void waiting(const Holdfast::LockStatus &lock);

private:
    void ask();
    void answered(const StationAnswer &answer);
    bool isWorthAnotherTry(const StationAnswer &answer) const;
    std::chrono::milliseconds pauseAfter(const StationAnswer &answer) const;
    void lookWhoHoldsIt();
    void lookedUp(const StationReply<LockOverview> &reply);

    RemoteStation &m_station;
    Json m_body; //!< the same each time, with an id, so that an answer that was lost costs nothing
    const std::optional<std::chrono::milliseconds> m_wait;
    QDeadlineTimer m_end;
    std::chrono::milliseconds m_asked {0};
    QElapsedTimer m_sinceAsked;
    QTimer m_again;
    QTimer m_look;
    bool m_wasReached = false; //!< a station that was there once may come back
    bool m_isAway = false;
    bool m_isOver = false;
    QString m_owner; //!< whom waiting() named last
};

} // namespace Holdfast
