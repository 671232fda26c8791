// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "core/session/caller.h"
#include "core/session/reply.h"
#include "core/session/stationevents.h"
#include "core/thing/affordances.h"
#include "core/thing/invocationrecord.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief One run of an action while it lives: its state, log, progress, and the way to cancel it.
//! Thread-safe; states only go forward, and an ended invocation stays as it ended.
class Invocation
{
public:
    enum class Change {
        Started,
        Progressed,
        Reported, //!< the running code said how far it is, in its own thread
        Renewed,  //!< the running code took a renewal, in its own thread
        Ended,
    };
    using Listener = std::function<void(const Invocation &, Change)>;

    //! \a changed is called after every change, in the thread that made it; with Ended exactly
    //! once.
    Invocation(const QString &thing, const ActionAffordance &action, const HolderLabel &by,
               Output input, Listener changed);
    Q_DISABLE_COPY_MOVE(Invocation)

    const QUuid &id() const { return m_record.id; }
    const QString &thing() const { return m_record.thing; }
    const QString &action() const { return m_record.action; }
    const Output &input() const { return *m_record.input; }
    std::chrono::milliseconds retention() const { return m_retention; }

    InvocationRecord record() const;
    bool isFinished() const;
    //! How far it says that it is.
    double percent() const;

    //! Somebody has asked for it just now.
    void touch();
    //! How long ago somebody last asked for it (or for it to be run).
    std::chrono::milliseconds untouched() const;
    bool isPending() const;
    //! What it has come to.
    InvocationStep step() const;

    //! Answers once it has ended, with what it has ended as.
    Reply<InvocationRecord> ended();

    //! The lease under which it was asked for. To be called before it starts.
    void setLease(std::optional<quint64> id) { m_lease = id; }
    //! Whether \a caller is who asked for it, as far as anybody can tell: under the same lease, or
    //! without one by the same label, whatever the connection.
    bool isOf(const Caller &caller) const;

    //! What the running code is reached through.
    WorkContext &context() { return m_context; }
    //! Its place in the lock's line, so that cancelling can leave it.
    void setTicket(const LockTicket &ticket);

    //! From pending to running, in the lock's \a generation (0: without the lock). False when it has
    //! ended before it could begin.
    bool start(quint64 generation);
    void complete(Output output);
    //! Ends it with \a error: as cancelled when the error says so.
    void fail(const Error &error);
    //! It could not begin because the lock was busy; \a log is its line for that, if it shall have
    //! one.
    void refuse(const Error &error, const std::optional<LogEntry> &log);
    //! Like refuse(), and nobody remembers it.
    void refuseUnheard(const Error &error);
    //! Asks it to end; one that is pending ends here. False when it has ended already.
    bool requestCancel();
    //! Takes it back if it still waits for the lock. What has begun goes on.
    void withdraw();
    //! Its hold was broken: asks it to end. Once it has, it says by whom and why.
    void breakOff(const LockBreak &why);
    //! Somebody asks for the lock that it holds: its log says so.
    void noteAsked(const LockAsk &asked);

private:
    void append(const LogEntry &entry);
    void finish(InvocationState state, const std::function<void(InvocationRecord &)> &fill);

    mutable std::mutex m_mutex;
    InvocationRecord m_record;
    LockTicket m_ticket;
    std::vector<ReplyPromise<InvocationRecord>> m_endAwaited;
    std::optional<LockBreak> m_broken;
    std::chrono::steady_clock::time_point m_touched = std::chrono::steady_clock::now();
    std::optional<quint64> m_lease;
    std::atomic<std::chrono::milliseconds> m_retention;
    Listener m_changed;
    WorkContext m_context;
};

} // namespace Holdfast
