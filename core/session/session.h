// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"
#include "core/lock/lockstatus.h"
#include "core/session/caller.h"
#include "core/session/lockaccess.h"
#include "core/session/reply.h"
#include "core/thing/affordances.h"
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

//! \brief What there is to say of a write that was done.
struct WriteReceipt
{
    quint64 generation = 0; //!< the lock's, under which it was done; 0 without the lock
};

//! \brief What came of writing several properties: they are written in order, up to the first that
//! fails.
struct WritesReceipt
{
    quint64 generation = 0;
    QStringList written {};
    QString failed {};             //!< the one that failed; empty when all were written
    std::optional<Error> error {}; //!< why it did
};

//! \brief Somebody's access to the Things: the one way in, for a route as for a widget.
//!
//! Whoever has a session speaks of names and JSON, and gets results; how workers, the lock and
//! invocations work stays behind it. No call waits, none throws. Cheap to make and to copy; usable
//! from any thread, for as long as its station lives.
class Session
{
public:
    //! How long to wait for the lock; empty: as the affordance or the lock says.
    using LockWait = std::optional<std::chrono::milliseconds>;

    //! What becomes of a pending invocation whose caller has gone away.
    enum class WhilePending {
        StayInLine,
        //! It leaves the line when no client has asked for it by its id for a while
        //! (StationOptions::abandonedAfter).
        LeaveWhenNobodyAsks,
    };

    Session(Station &station, HolderLabel label);

    const HolderLabel &label() const { return m_caller.label; }

    //! The same access under a lease: writes and actions are operations of that.
    Session under(const LeaseUse &lease) const;
    bool isUnderLease() const { return m_caller.lease.has_value(); }

    //! In the order of the configuration.
    QStringList thingNames() const;
    //! What a Thing offers; null when there is none of that name.
    const Affordances *affordances(QStringView thing) const;

    //! What is wrong with its device at the moment; empty also when there is no such Thing.
    std::optional<Fault> fault(QStringView thing) const;

    //! Reading takes no lock. At once where a Value stands behind the property.
    Reply<Output> read(const QString &thing, const QString &property) const;

    //! Validates, waits for the lock, writes. Fails with Invalid, Busy, NotFound, NotAllowed,
    //! Outdated (LeaseUse::expectedGeneration) or whatever the setter throws.
    Reply<WriteReceipt> write(const QString &thing, const QString &property, const Json &value,
                              LockWait wait = {}) const;

    //! Writes several properties of a Thing, in the order of \a values, an object: all are validated
    //! before the first is written, and all are written under one hold. Fails as write() does, unless
    //! a setter throws.
    Reply<WritesReceipt> writeAll(const QString &thing, const Json &values,
                                  LockWait wait = {}) const;

    //! Writes the value that the property has at first, as write() does. Fails with NotAllowed where
    //! there is none (PropertyAffordance::resetValue).
    Reply<WriteReceipt> reset(const QString &thing, const QString &property,
                              LockWait wait = {}) const;

    //! Starts an action: the invocation is pending, or refused for a reason that has nothing to do
    //! with the lock. It waits for the lock as a pending invocation.
    Result<InvocationRecord> invoke(const QString &thing, const QString &action, const Json &input,
                                    LockWait wait = {},
                                    WhilePending whilePending = WhilePending::StayInLine) const;

    //! Gives an invocation of a renewable action (Annotation::renewable()) its newest input, whoever
    //! began it. Unlike invoke(), it never begins another one. Fails with NotFound, Invalid or
    //! NotAllowed, and with Unavailable when it has ended or is about to.
    Result<void> renew(const QUuid &invocation, const Json &input) const;

    //! Answers when the invocation has ended, with what it has ended as. Fails with NotFound.
    Reply<InvocationRecord> ended(const QUuid &invocation) const;

    //! Asks an invocation to end; one that waits for the lock leaves the line at once. Fails with
    //! NotFound, or with Unavailable when it has ended already.
    Result<void> cancel(const QUuid &invocation) const;

    //! Takes an invocation back, as whoever asked for it is gone: one that waits for the lock leaves
    //! the line, and what has begun goes on.
    void withdraw(const QUuid &invocation) const;

    //! Asking as a client keeps a pending invocation in line.
    Result<InvocationRecord> invocation(const QUuid &id) const;
    //! Oldest first; of one action when \a thing and \a action are given.
    QList<InvocationRecord> invocations(const QString &thing = {},
                                        const QString &action = {}) const;

    //! A blob that somebody still keeps (an invocation, a Thing); fails with NotFound.
    Result<Blob> blob(const QUuid &id) const;
    //! Bytes of a blob, as many as there are; those of a file are read in a worker. Fails with NotFound
    //! when the file has gone.
    Reply<QByteArray> bytes(const Blob &blob, qint64 first, qint64 count) const;
    //! The JSON that stands for \a blob where an action or a property takes one, for callers in this
    //! process: they need no server to have it from. Good for as long as somebody keeps the blob.
    Json reference(const Blob &blob) const;

    //! Cancels everything, ends all leases and makes every Thing safe, without lock or queue. The lock
    //! serves nobody from now on, until LockAccess::clearStop(). Answers when all Things have, or
    //! at the deadline of one second with those that are late.
    Reply<StopReport> stop(const QString &reason = {}) const;

    //! The global lock itself: leases, control, breaks and modes.
    LockAccess lock() const;
    bool isLockEnabled() const { return lock().isEnabled(); }
    LockStatus lockStatus() const { return lock().status(); }

    //! Watches a stream in the calling thread. Fails with NotFound.
    Result<std::shared_ptr<FrameWatch>> watch(const QString &thing, const QString &stream,
                                              std::function<void(const Frame &)> show) const;

    //! Tells the calling thread about what changes, whoever changes it.
    std::unique_ptr<StationMonitor> monitor() const;

    //! Tells \a listener of everything that happens, as it happens, until its last owner has gone.
    void listen(const std::shared_ptr<StationListener> &listener) const;

private:
    Caller caller() const;

    Station *m_station;
    Caller m_caller;
    std::shared_ptr<OperatorControl> m_control; //!< of an operator; copies share it
};

} // namespace Holdfast
