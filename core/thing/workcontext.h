// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

//! \brief How serious a log entry is; the numbers are Python's, as clients expect them.
enum class LogLevel { Debug = 10, Info = 20, Warning = 30, Error = 40 };

//! "DEBUG", "INFO", "WARNING" or "ERROR".
QString toWord(LogLevel level);

//! \brief One line of an invocation's own log.
struct LogEntry
{
    QString message;
    LogLevel level = LogLevel::Info;
    QString fileName; //!< without its folder
    int line = 0;
    QDateTime created;     //!< UTC
    QString exceptionType; //!< empty unless an exception ended the invocation
    QString traceback;     //!< where Holdfast knows one; mostly empty in C++
};

//! \brief How far a running action says it is.
struct Progress
{
    double percent = 0; //!< 0 to 100
    QString message;
};

//! \brief What the caller of a renewable action asks for (Annotation::renewable()).
struct Renewal
{
    QVariant input {};                              //!< of the type that the action takes
    std::chrono::steady_clock::time_point asked {}; //!< when it was asked for
};

class CancelHook;

//! \brief What a running action can be reached through: to cancel it, to hear its log and progress.
//!
//! The worker that runs an action enters its context with a WorkScope; Thing code reaches it
//! through the functions below. Thread-safe.
class WorkContext
{
public:
    using LogSink = std::function<void(const LogEntry &)>;
    using ProgressSink = std::function<void(const Progress &)>;
    //! Told when the work has taken a renewal, in the thread of the work.
    using RenewalSink = std::function<void()>;

    explicit WorkContext(LogSink log = {}, ProgressSink progress = {}, RenewalSink renewed = {});
    Q_DISABLE_COPY_MOVE(WorkContext)

    //! Asks the work to end at its next chance. May be repeated: each request is noticed once.
    //! Calls the hooks in this thread.
    void requestCancel();
    bool isCancelRequested() const;

    //! Throws InvocationCancelled, once per request, when cancelling was requested.
    void throwIfCancelled();
    //! Sleeps, but for no longer than until cancelling is requested: then throws
    //! InvocationCancelled.
    void sleep(std::chrono::nanoseconds duration);

    //! The newest one replaces one that has not been taken yet. False when nobody will take it any
    //! more: the work is about to end, or has been asked to.
    bool renew(const Renewal &renewal);
    //! See Holdfast::awaitRenewal().
    std::optional<Renewal> awaitRenewal(std::chrono::steady_clock::time_point deadline);
    //! See Holdfast::endRenewals().
    bool endRenewals();

    void log(const LogEntry &entry) const;
    void report(const Progress &progress) const;

    //! Of the action that this thread runs; null outside one.
    static WorkContext *current();

private:
    friend class CancelHook;

    LogSink m_log;
    ProgressSink m_progress;
    RenewalSink m_renewed;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_cancelRequested = false;
    std::optional<Renewal> m_renewal; //!< that was not taken yet
    bool m_isRenewable = true;
    std::recursive_mutex m_hooksMutex; //!< held while hooks run; taken before m_mutex
    std::vector<const CancelHook *> m_hooks;
};

//! \brief While it lives, a request to cancel the work of \a context calls a function: for waits
//! that neither cancellableSleep() nor throwIfCancelled() can end.
//!
//! Called in the thread that cancels, and at once in the constructor when cancelling has been
//! requested already; possibly more than once. It must be quick and must not throw, and makes and
//! ends no hooks. When the destructor returns it neither runs nor will run.
class CancelHook
{
public:
    CancelHook(WorkContext &context, std::function<void()> whenRequested);
    ~CancelHook();
    Q_DISABLE_COPY_MOVE(CancelHook)

private:
    friend class WorkContext;
    WorkContext &m_context;
    const std::function<void()> m_whenRequested;
};

//! \brief While it lives, this thread works in \a context.
class WorkScope
{
public:
    explicit WorkScope(WorkContext *context);
    ~WorkScope();
    Q_DISABLE_COPY_MOVE(WorkScope)

private:
    WorkContext *m_outer;
};

//! Sleeps in an action; ends early with InvocationCancelled when somebody cancels it. Outside an
//! action it just sleeps.
void cancellableSleep(std::chrono::nanoseconds duration);
template<typename Rep, typename Period>
void cancellableSleep(std::chrono::duration<Rep, Period> duration)
{
    cancellableSleep(std::chrono::duration_cast<std::chrono::nanoseconds>(duration));
}

//! Throws InvocationCancelled when somebody has asked the running action to end.
void throwIfCancelled();

//! Sleeps in a renewable action until its caller asks for something newer, and returns that; empty
//! when nothing has come by \a deadline. What came earlier is returned at once, and only once. The
//! first is what the action was begun with: it may have waited for the lock since it was asked for.
//! Ends early with InvocationCancelled when somebody cancels the action. Outside an action it just
//! sleeps.
std::optional<Renewal> awaitRenewal(std::chrono::steady_clock::time_point deadline);

//! For the end of a renewable action: nothing renews it from now on. False when something newer
//! has been asked for and was not taken yet: then it goes on with that.
bool endRenewals();

//! Says how far the running action is, from 0 to 100, and optionally with what it is busy. Inside a
//! ProgressPart it is about that part.
void reportProgress(double percent, const QString &message = {});

} // namespace Holdfast
