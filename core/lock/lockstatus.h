// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"
#include "core/lock/lease.h"
#include "core/lock/lockask.h"
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

//! \brief Who owns a lock, for what, and since when.
struct LockOwner
{
    quint64 holderId = 0;
    HolderLabel label;
    QString operation;                 //!< "stage.move_relative"; empty while a lease rests
    QDateTime since;                   //!< UTC, for people
    std::chrono::milliseconds held {}; //!< monotonic, up to the snapshot
    int depth = 0;                     //!< nested holds; 0 while granted and not yet entered
    //! Its thread has ended, or lost its guard, without letting go; or its hold was broken, and its
    //! operation does not end.
    bool stuck = false;
    LockClass lockClass = LockClass::Remote;
    std::optional<LockBreak> breaking {};       //!< set once it has been asked to end
    std::chrono::milliseconds operationFor {};  //!< since when its operation goes on
    std::optional<double> progress {};          //!< of the operation, in percent, if it says so
    std::chrono::milliseconds sinceProgress {}; //!< how long ago it said so, or began
    std::optional<LeaseStatus> lease {};        //!< under which it has the lock
    QList<LockAsk> asks {};                     //!< who would like to have it, the first one first
    std::optional<QString> warning {}; //!< what a LockWatchdog has found; a sentence for people

    //! How much longer the operation will take if it goes on as it did; empty when nobody knows.
    std::optional<std::chrono::milliseconds> remaining() const;
};

//! \brief Somebody in line. The first of LockStatus::queue is served next.
struct LockWaiter
{
    quint64 ticketId = 0;
    quint64 holderId = 0;
    HolderLabel label;
    QString operation;
    std::chrono::milliseconds waited {};
    //! Time left until it gives up; empty when it waits for as long as it takes.
    std::optional<std::chrono::milliseconds> remaining;
    LockClass lockClass = LockClass::Remote;
    //! The place in the order of service, from 1. It may grow: an operator who comes goes first.
    int position = 0;
    bool takes = false; //!< an operator who takes control: leases give way
};

//! \brief A snapshot of a lock: a value, cheap to take, safe to keep and to send anywhere.
struct LockStatus
{
    QString name; //!< which lock: "global lock", "stage port"
    std::optional<LockOwner> owner;
    QList<LockWaiter> queue; //!< in the order of service, across the classes
    quint64 generation = 0;  //!< goes up by one with every new owner
    quint64 version = 0;     //!< goes up with every change of anything in here
    LockModeRecord mode {};  //!< whom the lock serves at all
    LockLimits limits {};    //!< how many may stand in line
    QDateTime taken;         //!< when this snapshot was made, UTC

    bool isHeld() const { return owner.has_value(); }

    //! One sentence for people: who holds it for what since when, or that it is free;
    //! and another one when it does not serve everybody.
    QString toSentence() const;
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::LockStatus)
