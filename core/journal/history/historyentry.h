// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/events/lockevents.h"
#include "core/lock/globallockbusyerror.h"
#include "core/lock/holder.h"
#include "core/lock/lease.h"
#include "core/lock/lockclass.h"
#include "core/lock/lockmode.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief The kind of an entry of the history. The numbers are stored in files and must not change.
enum class HistoryKind {
    Hold = 1,
    Refusal = 2,
    Left = 3, //!< a waiter left the queue by itself
    Break = 4,
    Mode = 5,
    LeaseBegun = 6,
    LeaseEnded = 7,
    Missing = 8, //!< some events are not in the journal
    RunBegun = 9,
    RunEnded = 10,
};

//! \brief How the hold, refusal, lease or mode was, or ended. The numbers are stored in files and must
//! not change. A refusal has the number of its reason (RefusalReason::Row), whether or not that has a name
//! here.
enum class HistoryHow {
    None = 0,

    Released = 1, //!< a hold, or a lease
    GaveWay = 2,
    Broken = 3,
    Unused = 4,
    GoesOn = 5,
    Unfinished = 6, //!< the server ended first: it was killed, or the power failed
    Unknown = 7,    //!< the end of the hold is among the events that are missing

    Timeout = 20,   //!< a refusal: the wait was over
    Closed = 22,    //!< or a lease
    LocalOnly = 24, //!< or a mode
    Stopped = 25,   //!< or a mode, or a lease

    Expired = 40, //!< a lease
    Restarted = 41,

    Shared = 50, //!< a mode

    NotWritten = 60, //!< missing: the file could not be written
    Overflowed = 61, //!< missing: the events came faster than they could be recorded
};

//! \name The words on the wire: "hold", "lease_begun"; "gave_way", "timeout"; empty for None.
//! @{
QString toWord(HistoryKind kind);
QString toWord(HistoryHow how);
QList<HistoryKind> allHistoryKinds();
QList<HistoryHow> allHistoryHows();
//! @}

HistoryHow toHistoryHow(HoldEnded::How how);
//! Returns a timeout for a wait that is over; see LockRefused::position.
HistoryHow toHistoryHow(GlobalLockBusyError::Reason reason, int position);
HistoryHow toHistoryHow(LeaseEnd end);
HistoryHow toHistoryHow(LockMode mode);

//! \brief An event of the global lock, as the journal keeps it.
struct HistoryEntry
{
    qint64 id = 0; //!< unique in its journal
    HistoryKind kind = HistoryKind::Hold;
    HistoryHow how = HistoryHow::None;
    qint64 run = 0;  //!< of the server; the numbers of leases begin anew in each
    QDateTime at {}; //!< UTC; of a hold, its beginning
    //! The owner, the refused client, the waiter that left, the client that broke a hold or set a mode, or
    //! the holder of the lease.
    Principal who {};
    QString operation {}; //!< of a break: the victim's
    std::optional<LockClass> lockClass {};
    quint64 generation = 0; //!< 0 where there is none
    quint64 lease = 0;      //!< 0 where there is none
    std::optional<std::chrono::microseconds> waited {};
    //! Of a hold: so far, while it goes on; at least this long, when it is unfinished.
    std::optional<std::chrono::microseconds> held {};
    int position = 0; //!< in the queue, at the end; 0 for none
    Principal
        other {}; //!< the owner at a refusal; the victim of a break; the client that ended a lease
    QString otherOperation {}; //!< the operation of the owner at a refusal
    QString reason {};         //!< as a client gave it; of a lease that begins, its note
    quint64 missing = 0;       //!< how many events

    friend bool operator==(const HistoryEntry &, const HistoryEntry &) = default;
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::HistoryEntry)
