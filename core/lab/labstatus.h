// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labconnection.h"
#include "core/lab/labmemory.h"
#include "core/lab/labsnapshot.h"

#include <QList>
#include <QMetaType>

#include <optional>

namespace Holdfast {

//! \brief A ticket as people see it: that of an owner, or of a waiter.
struct LabTicketStatus
{
    QString id;
    QString station {};     //!< of the holder; empty when only the id is known
    Principal principal {}; //!< the one for whom the operation runs
    LockClass lockClass = LockClass::Remote;
    QString operation {};     //!< "laser.pulse"; may be empty
    QDateTime since {};       //!< when it was asked for, UTC
    QStringList resources {}; //!< all that it wants: it gets them at once, or none
    bool isReturning = false; //!< has given way in the middle of its operation
    bool isOwn = false;       //!< is a ticket of the station that tells this
    int position = 0;         //!< the place in the queue of the resource, from 1; 0 for an owner

    friend bool operator==(const LabTicketStatus &, const LabTicketStatus &) = default;
};

//! \brief A station as people see it.
struct LabStationStatus
{
    QString name;
    QString url {};         //!< under which others reach it, as last known; may be empty
    QString fingerprint {}; //!< of its certificate, where it made that itself; may be empty
    QString version {};     //!< of Holdfast, as last known
    bool isPresent = false; //!< is in the lab now; otherwise it is silent
    bool isOwn = false;     //!< is the station that tells this
    //! UTC. Of a present station: when it entered. Of a silent one: when it was last there; invalid when that is unknown.
    QDateTime since {};
    //! Its lock as the station last told it; empty while it is silent, or has not told yet.
    std::optional<LabStationLock> lock {};

    friend bool operator==(const LabStationStatus &, const LabStationStatus &) = default;
};

//! \brief A resource as people see it: its owner, and the waiters in the order in which they are served.
struct LabResourceStatus
{
    QString name;
    QString title {};       //!< for people; may be empty
    QString home {};        //!< the station with the wire; may be empty
    QStringList members {}; //!< the Things that it stands for: "table-2.laser"
    LabUnreachable unreachable = LabUnreachable::Closed;
    std::optional<LabOff> off {};            //!< empty: it is on the lab
    std::optional<LabTicketStatus> owner {}; //!< empty: the resource is free
    QDateTime ownedSince {};                 //!< UTC; invalid while it is free
    qint64 token = 0;                        //!< the fencing token of the owner; 0 while it is free
    QList<LabTicketStatus> queue {};

    //! Returns the title, or the name where there is none.
    const QString &label() const { return title.isEmpty() ? name : title; }
    //! Returns whether a ticket of the station that tells this has it.
    bool isOwn() const { return owner && owner->isOwn; }
    //! Returns the place in the queue of the first ticket of the station that tells this, from 1; 0 when it has none there.
    int ownPosition() const;

    friend bool operator==(const LabResourceStatus &, const LabResourceStatus &) = default;
};

//! \brief The lab as one station knows it: a value for those who show it.
//!
//! While etcd cannot be reached it is what was known last.
struct LabStatus
{
    QString lab;     //!< the name of the lab
    QString station; //!< the name of the station that tells this
    LabConnection connection = LabConnection::Connecting;
    QDateTime connectionSince {}; //!< UTC; invalid when that is unknown
    QString problem {}; //!< what went wrong with etcd last, a phrase; empty when nothing does
    QList<LabStationStatus> stations {};   //!< by name
    QList<LabResourceStatus> resources {}; //!< by name

    bool isConnected() const { return connection == LabConnection::Connected; }
    //! Returns the station of that name; null when it is not known.
    const LabStationStatus *findStation(const QString &name) const;
    //! Returns the resource of that name; null when it is not known.
    const LabResourceStatus *findResource(const QString &name) const;
    //! Returns one sentence or two for people about the connection: since when it is lost and why, and what that means.
    QString toSentence() const;

    friend bool operator==(const LabStatus &, const LabStatus &) = default;
};

//! \brief All that a LabStatus is made of.
struct LabSituation
{
    QString lab;
    QString station; //!< the one that tells
    LabConnection connection = LabConnection::Connecting;
    QDateTime connectionSince {}; //!< UTC
    QString problem {};
    LabSnapshot snapshot {};
    LabMemory memory {}; //!< what was seen before this snapshot
    //! Resources that the operator of this station has taken off the lab, by name, although etcd does not know it yet.
    QMap<QString, LabOff> off {};
};

//! Returns the lab as people see it. Nothing but \a situation counts.
LabStatus labStatus(const LabSituation &situation);

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::LabStatus)
