// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/core/lockask.h"
#include "core/lock/holder.h"
#include "core/lock/lease.h"
#include "core/lock/lockbreak.h"
#include "core/lock/lockclass.h"
#include "core/lock/lockmode.h"
#include "core/lock/lockpolicy.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief The owner of a lock, its operation, and since when it has the lock.
struct LockOwner
{
    quint64 holderId = 0;              //!< as Holder::id()
    Principal principal;               //!< for whom it works
    QString operation;                 //!< "stage.move_relative"; empty while a lease rests
    QDateTime since;                   //!< UTC, for people
    std::chrono::milliseconds held {}; //!< monotonic, up to the snapshot
    int depth = 0;                     //!< nested holds; 0 while granted and not yet entered
    //! Whether it needs attention: its thread has ended, or lost its guard, without releasing the
    //! lock; or its hold was broken, and its operation does not end.
    bool stuck = false;
    LockClass lockClass = LockClass::Remote;    //!< in which it stood in line
    std::optional<LockBreak> breaking {};       //!< set once the operation has been asked to end
    std::chrono::milliseconds operationFor {};  //!< how long its operation has run
    std::optional<double> progress {};          //!< of the operation, in percent, if it reports any
    std::chrono::milliseconds sinceProgress {}; //!< since the last report, or the begin
    std::optional<LeaseStatus> lease {};        //!< the one under which it has the lock
    QList<LockAsk> asks {};                     //!< requests for the lock, the first one first
    std::optional<QString> warning {}; //!< the finding of a LockWatchdog; a sentence for people

    //! Returns how much longer the operation will take if it goes on as before; empty when that is
    //! unknown.
    std::optional<std::chrono::milliseconds> remaining() const;
};

//! \brief A waiter in the queue. The first of LockStatus::queue is served next.
struct LockWaiter
{
    quint64 ticketId = 0;                //!< as LockTicket::id()
    quint64 holderId = 0;                //!< as Holder::id()
    Principal principal;                 //!< for whom it is going to work
    QString operation;                   //!< "stage.move_relative"
    std::chrono::milliseconds waited {}; //!< so far
    //! The time left until it gives up; empty for an unlimited wait.
    std::optional<std::chrono::milliseconds> remaining;
    LockClass lockClass = LockClass::Remote; //!< in which it stands in line
    //! The place in the order of service, from 1. It may grow: an operator who comes goes first.
    int position = 0;
    bool takes = false; //!< an operator who takes control: leases give way
};

//! \brief A snapshot of a lock: a value, cheap to take, safe to keep and to send anywhere.
struct LockStatus
{
    QString name;                   //!< which lock: "global lock", "stage port"
    std::optional<LockOwner> owner; //!< empty while the lock is free
    QList<LockWaiter> queue;        //!< in the order of service, across the classes
    quint64 generation = 0;         //!< goes up by one with every new owner
    quint64 version = 0;            //!< goes up with every change of anything in here
    LockModeRecord mode {};         //!< which holders the lock serves
    LockLimits limits {};           //!< how many waiters there may be
    QDateTime taken;                //!< when this snapshot was made, UTC

    //! Returns whether the lock has an owner.
    bool isHeld() const { return owner.has_value(); }

    //! Returns one sentence for people: the owner, its operation and since when, or that the lock
    //! is free; and a second one when the lock does not serve all holders.
    QString toSentence() const;
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::LockStatus)
