// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockclass.h"
#include "core/lock/principal.h"

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

namespace Holdfast {

//! \brief Something that several stations share: a laser, the room light, a whole station.
struct LabResource
{
    QString name;     //!< see isLabName()
    QString title {}; //!< for people; may be empty
    QString home {};  //!< the station with the wire; may be empty
    qint64 modRevision = 0;
};

//! \brief A station that takes part.
struct LabStation
{
    QString name;
    QString url {};     //!< under which others reach it; may be empty
    QString version {}; //!< of Holdfast
    QString boot {};    //!< identifies one run of the program
    QDateTime since {}; //!< UTC
    qint64 lease = 0;   //!< with which all that the station has in the lab ends
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
