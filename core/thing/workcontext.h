// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/threadlocalscope.h"

#include <QDateTime>
#include <QString>
#include <QVariant>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <source_location>
#include <vector>

namespace Holdfast {

//! \brief The severity of a log entry; the numbers are Python's, as clients expect them.
enum class LogLevel { Debug = 10, Info = 20, Warning = 30, Error = 40 };

//! Returns "DEBUG", "INFO", "WARNING" or "ERROR".
QString toWord(LogLevel level);

//! \brief One line of an invocation's own log.
struct LogEntry
{
    QString message;                 //!< one sentence for people
    LogLevel level = LogLevel::Info; //!< how severe it is
    QString fileName;                //!< without its folder
    int line = 0;                    //!< in that file; 0 when unknown
    QDateTime created;               //!< UTC
    QString exceptionType;           //!< empty unless an exception ended the invocation
    QString traceback;               //!< where Holdfast has one; mostly empty in C++
};

//! \brief The progress that a running action reports.
struct Progress
{
    double percent = 0; //!< 0 to 100
    QString message;    //!< the current step, for people; may be empty
};

//! \brief A renewed request of the caller of a renewable action (Annotation::renewable(),
//! RuntimeAction::endedBy).
struct Renewal
{
    QVariant input {}; //!< of the type that the action takes; of a RuntimeAction: Json
    std::chrono::steady_clock::time_point asked {}; //!< when the caller asked for it
};

class CancelHook;

//! \brief The link to a running action: to cancel it, and to get its log and progress.
//!
//! The worker that runs an action enters its context with a WorkScope; Thing code reaches it
//! through the functions below. Thread-safe.
class WorkContext
{
public:
    //! Is called with each line of the log, in the thread of the work.
    using LogSink = std::function<void(const LogEntry &)>;
    //! Is called with each report of progress, in the thread of the work.
    using ProgressSink = std::function<void(const Progress &)>;
    //! Is called when the work has taken a renewal, in the thread of the work.
    using RenewalSink = std::function<void()>;

    //! Makes the context of one run of an action.
    explicit WorkContext(LogSink log = {}, ProgressSink progress = {}, RenewalSink renewed = {});
    Q_DISABLE_COPY_MOVE(WorkContext)

    //! Asks the work to end at its next chance. May be repeated: each request is noticed once.
    //! Calls the hooks in this thread.
    void requestCancel();
    //! Does the same, unless the work refuses to be cancelled just now: then returns false, and has no effect.
    bool requestCancelUnlessBlocked();
    //! Returns whether a request to cancel was not noticed yet.
    bool isCancelRequested() const;

    //! Throws InvocationCancelled, once per request, when cancelling was requested.
    void throwIfCancelled();
    //! Sleeps until \a duration is over, or cancelling is requested: then throws
    //! InvocationCancelled.
    void sleep(std::chrono::nanoseconds duration);

    //! Passes on a renewal, which replaces one that has not been taken yet. Returns false when it
    //! can no longer be taken: the work is about to end, or has been asked to.
    bool renew(const Renewal &renewal);
    //! Does the work of Holdfast::awaitRenewal().
    std::optional<Renewal> awaitRenewal(std::chrono::steady_clock::time_point deadline);
    //! Does the work of Holdfast::endRenewals().
    bool endRenewals();

    //! Adds a line to the log of the action.
    void log(const LogEntry &entry) const;
    //! Reports the progress of the action.
    void report(const Progress &progress) const;

    //! Returns the context of the action that this thread runs; null outside one.
    static WorkContext *current();

private:
    friend class CancelHook;
    friend class CancellationBlock;

    void callHooks();

    LogSink m_log;
    ProgressSink m_progress;
    RenewalSink m_renewed;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_cancelRequested = false;
    int m_cancelBlocks = 0;           //!< how many CancellationBlocks there are
    std::optional<Renewal> m_renewal; //!< the one not taken yet
    bool m_isRenewable = true;
    std::recursive_mutex m_hooksMutex; //!< held while hooks run; taken before m_mutex
    std::vector<const CancelHook *> m_hooks;
};

//! \brief While it lives, a request to cancel the work of \a context calls a function: for waits
//! that neither cancellableSleep() nor throwIfCancelled() can end.
//!
//! Called in the thread that cancels, and at once in the constructor when cancelling has been
//! requested already; possibly more than once. It must be quick, must not throw, and must not make
//! or end hooks. After the destructor has returned it neither runs nor will run.
class CancelHook
{
public:
    //! Lets a request to cancel the work of \a context call \a whenRequested.
    CancelHook(WorkContext &context, std::function<void()> whenRequested);
    //! Ends that; waits for a call that is being made.
    ~CancelHook();
    Q_DISABLE_COPY_MOVE(CancelHook)

private:
    friend class WorkContext;
    WorkContext &m_context;
    const std::function<void()> m_whenRequested;
};

//! \brief While it lives, clients that want to cancel the running action are refused (409). An emergency stop, the break of a
//! hold and the end of the program cancel it all the same. To be followed by throwIfCancelled(): a request before it counts.
class CancellationBlock
{
public:
    //! Begins the refusal, if \a isWanted. Has no effect outside an action.
    explicit CancellationBlock(bool isWanted = true);
    ~CancellationBlock();
    Q_DISABLE_COPY_MOVE(CancellationBlock)

private:
    WorkContext *const m_context; //!< null: no effect
};

//! \brief While it lives, this thread works in \a context.
class WorkScope
{
public:
    //! Lets this thread work in \a context; null: in none.
    explicit WorkScope(WorkContext *context);

private:
    const ThreadLocalScope<WorkContext *> m_scope;
};

//! Sleeps in an action; ends early with InvocationCancelled when the action is cancelled. Outside
//! an action it only sleeps.
void cancellableSleep(std::chrono::nanoseconds duration);
//! Does the same for any unit of time.
template<typename Rep, typename Period>
void cancellableSleep(std::chrono::duration<Rep, Period> duration)
{
    cancellableSleep(std::chrono::duration_cast<std::chrono::nanoseconds>(duration));
}

//! Throws InvocationCancelled when the running action has been asked to end.
void throwIfCancelled();

//! Sleeps in a renewable action until its caller sends a newer request, and returns that; empty
//! when none has come by \a deadline. A request that came earlier is returned at once, and only
//! once. The first is the one that began the action: it may have waited for the lock since. Ends
//! early with InvocationCancelled when the action is cancelled. Outside an action it only sleeps.
std::optional<Renewal> awaitRenewal(std::chrono::steady_clock::time_point deadline);

//! Ends the renewals at the end of a renewable action: from now on none is accepted. Returns false
//! when there is a newer request that was not taken yet: then the action goes on with that.
bool endRenewals();

//! Reports the progress of the running action, from 0 to 100, and optionally its current step.
//! Inside a ProgressPart it is the progress of that part.
void reportProgress(double percent, const QString &message = {});

} // namespace Holdfast
