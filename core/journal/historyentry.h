// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallockbusyerror.h"
#include "core/lock/holder.h"
#include "core/lock/lease.h"
#include "core/lock/lockclass.h"
#include "core/lock/lockevents.h"
#include "core/lock/lockmode.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief What an entry of the history is about. The numbers are in files: they stay as they are.
enum class HistoryKind {
    Hold = 1,
    Refusal = 2,
    Left = 3, //!< somebody left the line by itself
    Break = 4,
    Mode = 5,
    LeaseBegun = 6,
    LeaseEnded = 7,
    Missing = 8, //!< some events are not in the journal
    RunBegun = 9,
    RunEnded = 10,
};

//! \brief How it was, or ended. The numbers are in files: they stay as they are. A refusal has the number of
//! its reason (RefusalReason::Row), whether or not that has a name here.
enum class HistoryHow {
    None = 0,

    Released = 1, //!< a hold, or a lease
    GaveWay = 2,
    Broken = 3,
    Unused = 4,
    GoesOn = 5,
    Unfinished = 6, //!< the server ended first: it was killed, or the power failed
    Unknown = 7,    //!< the end of it is among the events that are missing

    Timeout = 20,   //!< a refusal: the wait was over
    Closed = 22,    //!< or a lease
    LocalOnly = 24, //!< or a mode
    Stopped = 25,   //!< or a mode, or a lease

    Expired = 40, //!< a lease
    Restarted = 41,

    Shared = 50, //!< a mode

    NotWritten = 60, //!< missing: could not be written down
    Overflowed = 61, //!< missing: more than could be written down
};

//! \name The words on the wire: "hold", "lease_begun"; "gave_way", "timeout"; empty for None.
//! @{
QString toWord(HistoryKind kind);
QString toWord(HistoryHow how);
QList<HistoryKind> allHistoryKinds();
//! @}

HistoryHow toHistoryHow(HoldEnded::How how);
//! Returns a timeout for a wait that is over; see LockRefused::position.
HistoryHow toHistoryHow(GlobalLockBusyError::Reason reason, int position);
HistoryHow toHistoryHow(LeaseEnd end);
HistoryHow toHistoryHow(LockMode mode);

//! \brief Something that happened to the global lock, as it is remembered.
struct HistoryEntry
{
    qint64 id = 0; //!< like no other of its journal
    HistoryKind kind = HistoryKind::Hold;
    HistoryHow how = HistoryHow::None;
    qint64 run = 0;  //!< of the server; leases count anew in each
    QDateTime at {}; //!< UTC; for a hold its beginning
    //! Who held it, was refused, left; who broke a hold, set a mode; whose lease it was.
    HolderLabel who {};
    QString operation {}; //!< of a break: the victim's
    std::optional<LockClass> lockClass {};
    quint64 generation = 0; //!< 0 where there is none
    quint64 lease = 0;      //!< 0 where there is none
    std::optional<std::chrono::microseconds> waited {};
    //! Of a hold: so far while it goes on, at least so long when it is unfinished.
    std::optional<std::chrono::microseconds> held {};
    int position = 0;          //!< in line, at the end; 0 for none
    HolderLabel other {};      //!< who had the lock instead; a break's victim; who ended a lease
    QString otherOperation {}; //!< for what they had it
    QString reason {};         //!< in somebody's words; of a lease that begins, its note
    quint64 missing = 0;       //!< how many events

    friend bool operator==(const HistoryEntry &, const HistoryEntry &) = default;
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::HistoryEntry)
