// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/invocation.h"

#include "core/session/invocation/payloadbytes.h"
#include "core/thing/thingerror.h"

namespace Holdfast {

namespace {

constexpr qsizetype keptLogEntries = 1000;

LogEntry logEntry(LogLevel level, const QString &message, const QString &exceptionType = {})
{
    return {.message = message,
            .level = level,
            .fileName = QStringLiteral("invocation.cpp"),
            .line = __LINE__,
            .created = QDateTime::currentDateTimeUtc(),
            .exceptionType = exceptionType,
            .traceback = {}};
}

void addLog(InvocationRecord &record, const LogEntry &entry)
{
    if (record.log.size() >= keptLogEntries) {
        record.log.removeFirst();
        ++record.logBegin;
    }
    record.log << entry;
}

Error brokenOff(const Error &error, const LockBreak &why)
{
    return error.withMessage(QStringLiteral("%1 %2.").arg(error.message(), why.toClause()))
        .brokenBy(why);
}

} // namespace

Invocation::Invocation(const QString &thing, const ActionAffordance &action, const Principal &by,
                       Payload input, Listener changed)
    : m_retention(action.retention)
    , m_changed(std::move(changed))
    , m_context([this](const LogEntry &entry) { append(entry); },
                [this](const Progress &progress) {
                    {
                        const std::lock_guard lock(m_mutex);
                        m_record.progress = progress;
                    }
                    m_changed(*this, Change::Reported);
                },
                [this] { m_changed(*this, Change::Renewed); })
{
    m_record.id = QUuid::createUuid();
    m_record.thing = thing;
    m_record.action = action.name;
    m_record.by = by;
    m_record.requested = QDateTime::currentDateTimeUtc();
    m_record.input = std::make_shared<const Payload>(std::move(input));
    m_inputBytes = bytesOf(*m_record.input);
}

qint64 Invocation::bytes() const
{
    std::shared_ptr<const Payload> output;
    {
        const std::lock_guard lock(m_mutex);
        output = m_record.output;
    }
    return m_inputBytes + (output ? bytesOf(*output) : 0);
}

InvocationRecord Invocation::record() const
{
    std::unique_lock lock(m_mutex);
    InvocationRecord copy = m_record;
    const UseTicket ticket = m_ticket;
    lock.unlock();
    if (copy.state == InvocationState::Pending)
        copy.queuePosition = ticket.position();
    return copy;
}

bool Invocation::isFinished() const
{
    const std::lock_guard lock(m_mutex);
    return m_record.isFinished();
}

double Invocation::percent() const
{
    const std::lock_guard lock(m_mutex);
    return m_record.progress ? m_record.progress->percent : 0;
}

InvocationStep Invocation::step() const
{
    const std::lock_guard lock(m_mutex);
    return {m_record.id, m_record.thing, m_record.action, m_record.state};
}

bool Invocation::isOf(const Caller &caller) const
{
    if (m_lease || caller.lease)
        return caller.lease && m_lease == caller.lease->id;
    return m_record.by.isSame(caller.principal);
}

bool Invocation::isPending() const
{
    const std::lock_guard lock(m_mutex);
    return m_record.state == InvocationState::Pending;
}

void Invocation::touch()
{
    const std::lock_guard lock(m_mutex);
    m_touched = std::chrono::steady_clock::now();
}

std::chrono::milliseconds Invocation::untouched() const
{
    const std::lock_guard lock(m_mutex);
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now()
                                                                 - m_touched);
}

Reply<InvocationRecord> Invocation::ended()
{
    const ReplyPromise<InvocationRecord> promise;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_record.isFinished()) {
            m_endAwaited.push_back(promise);
            return promise.reply();
        }
    }
    promise.finish(record());
    return promise.reply();
}

void Invocation::setTicket(const UseTicket &ticket)
{
    bool tooLate = false;
    {
        const std::lock_guard lock(m_mutex);
        m_ticket = ticket;
        tooLate = m_record.isFinished();
    }
    // It was cancelled between being added and getting its ticket.
    if (tooLate)
        UseTicket(ticket).withdraw();
}

bool Invocation::start(quint64 generation)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_record.state != InvocationState::Pending)
            return false;
        m_record.state = InvocationState::Running;
        m_record.started = QDateTime::currentDateTimeUtc();
        m_record.generation = generation;
    }
    m_changed(*this, Change::Started);
    return true;
}

void Invocation::complete(Payload output)
{
    finish(InvocationState::Completed, [&output](InvocationRecord &record) {
        record.output = std::make_shared<const Payload>(std::move(output));
    });
}

void Invocation::fail(const Error &error)
{
    const bool cancelled = error.kind() == Error::Kind::Cancelled;
    finish(cancelled ? InvocationState::Cancelled : InvocationState::Error,
           [&](InvocationRecord &record) {
               record.error = cancelled && m_broken ? brokenOff(error, *m_broken) : error;
               addLog(record, cancelled
                                  ? logEntry(LogLevel::Info,
                                             QStringLiteral("Invocation %1 was cancelled.")
                                                 .arg(record.id.toString(QUuid::WithoutBraces)))
                                  : logEntry(LogLevel::Error, error.message(), error.title()));
           });
}

void Invocation::breakOff(const LockBreak &why)
{
    {
        const std::lock_guard lock(m_mutex);
        m_broken = why;
    }
    append(logEntry(LogLevel::Warning, why.toClause() + QLatin1Char('.')));
    requestCancel();
}

void Invocation::noteAsked(const LockAsk &asked)
{
    append(logEntry(
        LogLevel::Info,
        QStringLiteral("%1 asks for the lock: %2").arg(asked.by.toString(), asked.reason)));
}

void Invocation::refuse(const Error &error, const std::optional<LogEntry> &log)
{
    finish(InvocationState::Error, [&](InvocationRecord &record) {
        record.error = error;
        if (log)
            addLog(record, *log);
    });
}

void Invocation::refuseUnheard(const Error &error)
{
    m_retention = std::chrono::milliseconds {0};
    refuse(error, std::nullopt);
}

bool Invocation::requestCancel()
{
    return cancel([this] {
               m_context.requestCancel();
               return true;
           })
           == Cancelling::Asked;
}

Invocation::Cancelling Invocation::cancelForClient()
{
    return cancel([this] { return m_context.requestCancelUnlessBlocked(); });
}

Invocation::Cancelling Invocation::cancel(const std::function<bool()> &askWork)
{
    std::unique_lock lock(m_mutex);
    if (m_record.isFinished())
        return Cancelling::Ended;
    const bool pending = m_record.state == InvocationState::Pending;
    UseTicket ticket = m_ticket;
    lock.unlock();
    if (!askWork())
        return Cancelling::Refused;
    if (pending) {
        ticket.withdraw();
        // If it has begun meanwhile, its code will notice the request instead.
        std::unique_lock again(m_mutex);
        if (m_record.state != InvocationState::Pending)
            return Cancelling::Asked;
        again.unlock();
        fail(Error::fromException(std::make_exception_ptr(InvocationCancelled())));
    }
    return Cancelling::Asked;
}

void Invocation::withdraw()
{
    UseTicket ticket;
    {
        const std::lock_guard lock(m_mutex);
        if (m_record.state != InvocationState::Pending)
            return;
        ticket = m_ticket;
    }
    if (ticket.withdraw())
        fail(Error::withdrawn());
}

void Invocation::append(const LogEntry &entry)
{
    {
        const std::lock_guard lock(m_mutex);
        addLog(m_record, entry);
    }
    m_changed(*this, Change::Logged);
}

void Invocation::finish(InvocationState state, const std::function<void(InvocationRecord &)> &fill)
{
    std::vector<ReplyPromise<InvocationRecord>> awaited;
    {
        const std::lock_guard lock(m_mutex);
        if (m_record.isFinished())
            return;
        fill(m_record);
        m_record.state = state;
        m_record.completed = QDateTime::currentDateTimeUtc();
        awaited.swap(m_endAwaited);
    }
    m_changed(*this, Change::Ended);
    for (const ReplyPromise<InvocationRecord> &promise : awaited)
        promise.finish(record());
}

} // namespace Holdfast
