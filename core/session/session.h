// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"
#include "core/lock/lockstatus.h"
#include "core/session/caller.h"
#include "core/session/lock/lockaccess.h"
#include "core/session/reply.h"
#include "core/thing/affordances/affordances.h"
#include "core/thing/fault.h"
#include "core/thing/framestream.h"
#include "core/thing/invocationrecord.h"
#include "core/thing/stopreport.h"

#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace Holdfast {

class OperatorControl;
class Station;
class StationListener;
class StationMonitor;

//! \brief The result of a write that succeeded.
struct WriteReceipt
{
    quint64 generation = 0; //!< the lock's, under which it was done; 0 without the lock
};

//! \brief The result of writing several properties: they are written in order, up to the first that
//! fails.
struct WritesReceipt
{
    quint64 generation = 0;
    QStringList written {};
    QString failed {};             //!< the one that failed; empty when all were written
    std::optional<Error> error {}; //!< the reason of the failure
};

//! \brief A client's or operator's access to the Things: the only way in, for a route as for a
//! widget.
//!
//! The user of a session deals with names and JSON, and gets results; workers, the lock and
//! invocations are hidden behind it. No call waits, none throws. Cheap to make and to copy; usable
//! in any thread, for as long as its station lives.
class Session
{
public:
    //! How long to wait for the lock; empty: the wait of the affordance or the lock.
    using LockWait = std::optional<std::chrono::milliseconds>;

    //! Whether a pending invocation outlives the connection of its caller.
    enum class WhilePending {
        StayInQueue,
        //! It leaves the queue when no client has asked for it by its id for a while
        //! (StationOptions::abandonedAfter).
        LeaveWhenUnasked,
    };

    Session(Station &station, Principal principal);

    const Principal &principal() const { return m_caller.principal; }

    //! Returns the same access under a lease: writes and actions are operations of that lease.
    Session under(const LeaseUse &lease) const;
    bool isUnderLease() const { return m_caller.lease.has_value(); }

    //! Returns the names, in the order of the configuration.
    QStringList thingNames() const;
    //! Returns a Thing's affordances; null when there is no Thing of that name.
    const Affordances *affordances(QStringView thing) const;

    //! Returns the present fault of a Thing's device; empty also when there is no such Thing.
    std::optional<Fault> fault(QStringView thing) const;

    //! Reads a property, without a lock. Answers at once where a Value stands behind the property.
    Reply<Payload> read(const QString &thing, const QString &property) const;

    //! Validates, waits for the lock, writes. Fails with Invalid, Busy, NotFound, NotAllowed,
    //! Outdated (LeaseUse::expectedGeneration) or the setter's exception.
    Reply<WriteReceipt> write(const QString &thing, const QString &property, const Json &value,
                              LockWait wait = {}) const;

    //! Writes several properties of a Thing, in the order of \a values, an object: all are
    //! validated before the first is written, and all are written under one hold. Fails as write()
    //! does, except that an exception of a setter is in the receipt.
    Reply<WritesReceipt> writeAll(const QString &thing, const Json &values,
                                  LockWait wait = {}) const;

    //! Writes the property's initial value, as write() does. Fails with NotAllowed where there is
    //! none (PropertyAffordance::resetValue).
    Reply<WriteReceipt> reset(const QString &thing, const QString &property,
                              LockWait wait = {}) const;

    //! Starts an action: returns a pending invocation, or a refusal for a reason other than the
    //! lock. It waits for the lock as a pending invocation.
    Result<InvocationRecord> invoke(const QString &thing, const QString &action, const Json &input,
                                    LockWait wait = {},
                                    WhilePending whilePending = WhilePending::StayInQueue) const;

    //! Gives an invocation of a renewable action (Annotation::renewable()) its newest input,
    //! whichever caller began it. Unlike invoke(), it never begins another one. Fails with
    //! NotFound, Invalid or NotAllowed, and with Unavailable when it has ended or is about to.
    Result<void> renew(const QUuid &invocation, const Json &input) const;

    //! Answers with the invocation's record when it has ended. Fails with NotFound.
    Reply<InvocationRecord> ended(const QUuid &invocation) const;

    //! Asks an invocation to end; one that waits for the lock leaves the queue at once. Fails with
    //! NotFound, with Unavailable when it has already ended, or with Conflict while its code refuses it:
    //! see CancellationBlock.
    Result<void> cancel(const QUuid &invocation) const;

    //! Withdraws an invocation whose caller has gone: one that waits for the lock leaves the queue,
    //! and a run that has begun goes on.
    void withdraw(const QUuid &invocation) const;

    //! Returns an invocation. Asking as a client keeps a pending one in the queue.
    Result<InvocationRecord> invocation(const QUuid &id) const;
    //! Returns the invocations, oldest first; of one action when \a thing and \a action are given.
    QList<InvocationRecord> invocations(const QString &thing = {},
                                        const QString &action = {}) const;

    //! Returns a blob of which a copy still exists (in an invocation or a Thing); fails with
    //! NotFound.
    Result<Blob> blob(const QUuid &id) const;
    //! Returns bytes of a blob, as many as there are; those of a file are read in a worker. Fails
    //! with NotFound when the file no longer exists.
    Reply<QByteArray> bytes(const Blob &blob, qint64 first, qint64 count) const;
    //! Returns the JSON that refers to \a blob where an action or a property takes one, for callers
    //! in this process, which need no server for it. Valid for as long as a copy of the blob
    //! exists.
    Json reference(const Blob &blob) const;

    //! Cancels all invocations, ends all leases and makes every Thing safe, without lock or queue.
    //! The lock serves no holder from now on, until LockAccess::clearStop(). Answers when all
    //! Things have answered, or at the deadline of one second with those that are late.
    Reply<StopReport> stop(const QString &reason = {}) const;

    //! Returns the access to the global lock itself: leases, control, breaks and modes.
    LockAccess lock() const;
    bool isLockEnabled() const { return lock().isEnabled(); }
    LockStatus lockStatus() const { return lock().status(); }

    //! Watches a stream in the calling thread. Fails with NotFound.
    Result<std::shared_ptr<FrameWatch>> watch(const QString &thing, const QString &stream,
                                              std::function<void(const Frame &)> show) const;

    //! Reports all changes to the calling thread, whatever their cause.
    std::unique_ptr<StationMonitor> monitor() const;

    //! Reports all events to \a listener, as they happen, until its last owner is destroyed.
    void listen(const std::shared_ptr<StationListener> &listener) const;

private:
    Caller caller() const;

    Station *m_station;
    Caller m_caller;
    std::shared_ptr<OperatorControl> m_control; //!< of an operator; copies share it
};

} // namespace Holdfast
