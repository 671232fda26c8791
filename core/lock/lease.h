// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"
#include "core/lock/lockclass.h"

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief What a lease is to be like.
struct LeaseTerms
{
    QString note {}; //!< what it is for, for people
    //! So long it lasts without being used. Empty: until it is given back.
    std::optional<std::chrono::milliseconds> ttl {};
};

//! \brief A holder that outlives one operation: see LockGrant::intoLease().
struct Lease
{
    quint64 id;         //!< like no other of its lock
    Holder holder;      //!< whoever asks under this holder works under the lease
    quint64 generation; //!< with which it began
};

//! \brief Whether a lease has its lock.
enum class LeaseState {
    Active,
    Suspended, //!< it gave way, and has the lock again with its next operation
};

//! The word of \a state on the wire: "active" or "suspended".
QString toWord(LeaseState state);

//! \brief A lease that lives, as it is at a moment.
struct LeaseStatus
{
    quint64 id = 0;
    HolderLabel label {};
    LockClass lockClass = LockClass::Remote;
    QString note {};
    LeaseState state = LeaseState::Active;
    QString operation {};   //!< that goes on under it; empty while it rests
    quint64 generation = 0; //!< the one with which it had the lock last
    QDateTime since {};     //!< UTC
    std::optional<std::chrono::milliseconds> ttl {};
    //! Until it ends, if nobody uses it. Empty while an operation goes on or waits, and for a lease
    //! without an end.
    std::optional<std::chrono::milliseconds> remaining {};
    std::chrono::milliseconds idle {}; //!< since it was last used; zero while an operation goes on
};

//! \brief How a lease ended.
enum class LeaseEnd {
    Released,
    Expired, //!< nobody used it for its ttl
    Broken,
    Stopped,   //!< everything was stopped
    Closed,    //!< with the lock itself
    Restarted, //!< with an earlier run of the server, which gave it out
};

//! The word of \a end on the wire: "released", "expired", "broken", "stopped", "closed" or
//! "restarted".
QString toWord(LeaseEnd end);

//! \brief A lease that is no more, and why.
struct EndedLease
{
    quint64 id = 0;
    quint64 holderId = 0;
    HolderLabel label {};
    QString note {};
    LeaseEnd end = LeaseEnd::Released;
    HolderLabel by {}; //!< who broke it, or stopped everything
    QString reason {}; //!< as they gave it
    QDateTime when {}; //!< UTC

    //! "the lease of tile scan (127.0.0.1:40112) was broken by operator at 14:02:11 (the lens is in
    //! the way)", in local time and without a full stop.
    QString toClause() const;
};

//! \brief A lease that was just given, and the secret to use it with.
struct NewLease
{
    LeaseStatus status;
    QByteArray token;
};

} // namespace Holdfast
