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

//! \brief The terms of a lease.
struct LeaseTerms
{
    QString note {}; //!< the purpose of the lease, for people
    //! How long the lease lasts without being used. Empty: until it is released.
    std::optional<std::chrono::milliseconds> ttl {};
};

//! \brief A holder that outlives one operation: see LockGrant::intoLease().
struct Lease
{
    quint64 id;         //!< unique within its lock
    Holder holder;      //!< an asker with this holder works under the lease
    quint64 generation; //!< the generation with which it began
};

//! \brief Whether a lease currently has its lock.
enum class LeaseState {
    Active,
    Suspended, //!< it gave way, and has the lock again with its next operation
};

//! Returns the word of \a state on the wire: "active" or "suspended".
QString toWord(LeaseState state);

//! \brief A snapshot of a lease that is alive.
struct LeaseStatus
{
    quint64 id = 0;                                  //!< as Lease::id
    Principal principal {};                          //!< of the one who has it
    LockClass lockClass = LockClass::Remote;         //!< in which its operations stand in line
    QString note {};                                 //!< its purpose, for people
    LeaseState state = LeaseState::Active;           //!< whether it has the lock
    QString operation {};                            //!< the running one; empty while it rests
    quint64 generation = 0;                          //!< that of the time when it last had the lock
    QDateTime since {};                              //!< UTC
    std::optional<std::chrono::milliseconds> ttl {}; //!< as in LeaseTerms
    //! The time until it ends, if it is not used. Empty while an operation runs or waits, and for a
    //! lease without a ttl.
    std::optional<std::chrono::milliseconds> remaining {};
    std::chrono::milliseconds idle {}; //!< since its last use; zero while an operation runs
};

//! \brief How a lease ended.
enum class LeaseEnd {
    Released,
    Expired, //!< it was not used for its ttl
    Broken,
    Stopped,   //!< everything was stopped
    Closed,    //!< the lock itself was closed
    Restarted, //!< the server that gave it out was restarted
};

//! Returns the word of \a end on the wire: "released", "expired", "broken", "stopped", "closed" or
//! "restarted".
QString toWord(LeaseEnd end);

//! \brief A lease that has ended, and why.
struct EndedLease
{
    quint64 id = 0;                    //!< as Lease::id
    quint64 holderId = 0;              //!< as Holder::id()
    Principal principal {};            //!< of the one who had it
    QString note {};                   //!< its purpose, for people
    LeaseEnd end = LeaseEnd::Released; //!< how it ended
    Principal by {};                   //!< the one who broke it, or stopped everything
    QString reason {};                 //!< as given with the break or the stop
    QDateTime when {};                 //!< UTC

    //! Returns "the lease of tile scan (127.0.0.1:40112) was broken by operator at 14:02:11 (the
    //! lens is in the way)", in local time and without a full stop.
    QString toClause() const;
};

//! \brief A lease that was just given, and the secret with which it is used.
struct NewLease
{
    LeaseStatus status; //!< as it began
    QByteArray token;   //!< to be kept secret
};

} // namespace Holdfast
