// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockclass.h"
#include "core/lock/lockmode.h"
#include "core/lock/principal.h"

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace Holdfast {

struct LockStatus;

//! \brief What becomes of a resource at its home while etcd cannot be reached.
enum class LabUnreachable {
    Closed, //!< no station can use it
    Open,   //!< its home can use it
};

//! Returns the word of \a unreachable on the wire: "closed" or "open".
QString toWord(LabUnreachable unreachable);

//! \brief Tells that the operator of its home has taken a resource off the lab.
struct LabOff
{
    QString by {};      //!< the label of the operator
    QString reason {};  //!< for people
    QDateTime since {}; //!< UTC

    friend bool operator==(const LabOff &, const LabOff &) = default;
};

//! \brief Something that several stations share: a laser, the room light, a whole station.
struct LabResource
{
    QString name;           //!< see isLabName()
    QString title {};       //!< for people; may be empty
    QString home {};        //!< the station with the wire; may be empty
    QStringList members {}; //!< the Things that it stands for, with their stations: "table-2.laser"
    LabUnreachable unreachable = LabUnreachable::Closed;
    std::optional<LabOff> off {}; //!< empty: it is on the lab
    qint64 modRevision = 0;
};

//! \brief The lock of a station, as the station tells the lab: what others see of it. At most one change a second is told.
struct LabStationLock
{
    QString owner {};       //!< the owner's label; empty while the lock is free
    QString operation {};   //!< of the owner; may be empty
    QDateTime since {};     //!< when the owner got the lock, UTC; invalid while it is free
    int waiting = 0;        //!< requests in its queue
    LockModeRecord mode {}; //!< a stopped station, for instance

    //! Returns what the lab is told of a lock in this state.
    static LabStationLock of(const LockStatus &status);

    bool isHeld() const { return !owner.isEmpty(); }

    friend bool operator==(const LabStationLock &a, const LabStationLock &b)
    {
        return a.owner == b.owner && a.operation == b.operation && a.since == b.since
               && a.waiting == b.waiting && a.mode.mode == b.mode.mode && a.mode.by == b.mode.by
               && a.mode.reason == b.mode.reason && a.mode.since == b.mode.since;
    }
};

//! \brief A station that takes part.
struct LabStation
{
    QString name;
    QString url {}; //!< under which others reach it; may be empty
    //! The SHA-256 fingerprint of its certificate, where it made that itself; may be empty.
    QString fingerprint {};
    QString version {}; //!< of Holdfast
    QString boot {};    //!< identifies one run of the program
    QDateTime since {}; //!< UTC
    //! Empty when the station does not tell.
    std::optional<LabStationLock> lock {};
    qint64 lease = 0; //!< with which all that the station has in the lab ends
    qint64 modRevision = 0;
};

//! \brief A request for resources: it waits in the queue of the lab, and stays there while it owns them.
struct LabTicket
{
    QString id;
    QString station {};
    Principal principal {}; //!< the one for whom the operation runs
    LockClass lockClass = LockClass::Remote;
    QStringList resources {}; //!< at least one, each once; all are granted at once, or none
    QString operation {};     //!< for people: "laser.pulse"
    QDateTime since {};       //!< UTC
    bool isAged = false;      //!< has waited so long that it goes with the operators
    bool isReturning =
        false; //!< has given way in the middle of its operation, and comes back before its class
    qint64 createRevision = 0; //!< its place: first come, first served
    qint64 modRevision = 0;
    qint64 lease = 0; //!< the station's

    friend bool operator==(const LabTicket &, const LabTicket &) = default;
};

//! \brief The owner of a resource.
struct LabOwner
{
    QString ticket {};
    //! The fencing token: each owner of this resource has a greater one than those before.
    qint64 token = 0;

    friend bool operator==(const LabOwner &, const LabOwner &) = default;
};

//! \brief How many operators in a row got a resource while another client waited for it.
struct LabRow
{
    int operators = 0;
    qint64 modRevision = 0;

    friend bool operator==(const LabRow &, const LabRow &) = default;
};

//! \brief Tells the station of a ticket that an operator elsewhere has broken it.
struct LabNotice
{
    QString by {};      //!< the label of the operator
    QString station {}; //!< where the operator is
    QString reason {};  //!< may be empty

    friend bool operator==(const LabNotice &, const LabNotice &) = default;
};

//! \brief The lab as it was at one revision of the store. A value.
struct LabSnapshot
{
    qint64 revision = 0; //!< 0: nothing is known yet
    //! No ticket was written after this revision. Not older than the other.
    qint64 queueRevision = 0;
    QMap<QString, LabResource> resources {}; //!< by name
    QMap<QString, LabStation> stations {};   //!< by name
    QMap<QString, LabTicket> tickets {};     //!< by id, those of owners as well
    QMap<QString, LabOwner> owners {};       //!< by the resource's name
    QMap<QString, LabRow> rows {};           //!< by the resource's name
    QMap<QString, LabNotice> notices {};     //!< by the ticket's id

    //! Returns whether \a ticket has one of its resources: then it does not wait.
    bool isOwner(const LabTicket &ticket) const
    {
        for (const QString &resource : ticket.resources) {
            const auto owner = owners.constFind(resource);
            if (owner != owners.constEnd() && owner->ticket == ticket.id)
                return true;
        }
        return false;
    }
};

} // namespace Holdfast
