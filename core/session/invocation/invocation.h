// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "core/session/caller.h"
#include "core/session/lab/useticket.h"
#include "core/session/reply.h"
#include "core/session/stationevents.h"
#include "core/thing/affordances/affordances.h"
#include "core/thing/invocationrecord.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief One run of an action while it lives: its state, log, progress, and cancellation.
//! Thread-safe; states only go forward, and an ended invocation does not change any more.
class Invocation
{
public:
    enum class Change {
        Started,
        Logged,   //!< a line was added to its log
        Reported, //!< the running code reported progress, in its own thread
        Renewed,  //!< the running code took a renewal, in its own thread
        Ended,
    };
    using Listener = std::function<void(const Invocation &, Change)>;

    //! Makes a pending invocation. \a changed is called after every change, in the thread that made
    //! it; with Ended exactly once.
    Invocation(const QString &thing, const ActionAffordance &action, const Principal &by,
               Payload input, Listener changed);
    Q_DISABLE_COPY_MOVE(Invocation)

    const QUuid &id() const { return m_record.id; }
    const QString &thing() const { return m_record.thing; }
    const QString &action() const { return m_record.action; }
    const Payload &input() const { return *m_record.input; }
    const Principal &by() const { return m_record.by; }
    //! Returns how many bytes its input takes, roughly.
    qint64 inputBytes() const { return m_inputBytes; }
    //! Returns how many bytes its input and its output take, roughly.
    qint64 bytes() const;
    std::chrono::milliseconds retention() const { return m_retention; }

    InvocationRecord record() const;
    bool isFinished() const;
    //! Returns the progress that it has reported.
    double percent() const;

    //! Notes that a client has just asked for it.
    void touch();
    //! Returns how long ago a client last asked for it (or for its run).
    std::chrono::milliseconds untouched() const;
    bool isPending() const;
    //! Returns the step that it has reached.
    InvocationStep step() const;

    //! Answers with its record once it has ended.
    Reply<InvocationRecord> ended();

    //! Sets the lease under which it was requested. Must be called before it starts.
    void setLease(std::optional<quint64> id) { m_lease = id; }
    //! Returns whether \a caller requested it, as far as that can be known: under the same lease,
    //! or without one with the same label, over any connection.
    bool isOf(const Caller &caller) const;

    //! Returns the link to the running code.
    WorkContext &context() { return m_context; }
    //! Sets its place in the lock's queue, so that cancelling can leave it.
    void setTicket(const UseTicket &ticket);

    //! Changes from pending to running, in the lock's \a generation (0: without the lock). Returns
    //! false when it has already ended.
    bool start(quint64 generation);
    void complete(Payload output);
    //! Ends it with \a error: as cancelled when \a error is a cancellation.
    void fail(const Error &error);
    //! Ends it because the lock was busy; \a log is its log line for that, if any.
    void refuse(const Error &error, const std::optional<LogEntry> &log);
    //! Does the same as refuse(), and does not keep the invocation.
    void refuseUnheard(const Error &error);
    //! The outcome of a request to cancel.
    enum class Cancelling {
        Asked,   //!< it is asked to end; a pending one has ended
        Ended,   //!< it had already ended
        Refused, //!< it refuses to be cancelled at present: see CancellationBlock
    };
    //! Asks it to end, for a client that wants to cancel it.
    Cancelling cancelForClient();
    //! Asks it to end; a pending one ends here. Returns false when it has already ended.
    bool requestCancel();
    //! Withdraws it if it still waits for the lock. A run that has begun goes on.
    void withdraw();
    //! Asks it to end because its hold was broken. Its error then names who broke the hold, and
    //! why.
    void breakOff(const LockBreak &why);
    //! Notes in its log that a client asks for the lock that it holds.
    void noteAsked(const LockAsk &asked);

private:
    Cancelling cancel(const std::function<bool()> &askWork);
    void append(const LogEntry &entry);
    void finish(InvocationState state, const std::function<void(InvocationRecord &)> &fill);

    mutable std::mutex m_mutex;
    InvocationRecord m_record;
    qint64 m_inputBytes = 0;
    UseTicket m_ticket;
    std::vector<ReplyPromise<InvocationRecord>> m_endAwaited;
    std::optional<LockBreak> m_broken;
    std::chrono::steady_clock::time_point m_touched = std::chrono::steady_clock::now();
    std::optional<quint64> m_lease;
    std::atomic<std::chrono::milliseconds> m_retention;
    Listener m_changed;
    WorkContext m_context;
};

} // namespace Holdfast
