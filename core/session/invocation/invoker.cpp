// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/invoker.h"

#include "core/session/emergencystop.h"
#include "core/session/invocation/blobshelf.h"
#include "core/session/invocation/invocations.h"
#include "core/session/invocation/lockeduse.h"
#include "core/session/invocation/runninginvocation.h"
#include "core/session/lab/labrefusals.h"
#include "core/session/log.h"
#include "core/session/station.h"
#include "core/thing/affordances/affordanceaccess.h"
#include "core/thing/sharing/sharedhold.h"
#include "core/thing/thing.h"
#include "core/thing/thingerror.h"

#include <atomic>

namespace Holdfast {

namespace {

Error cancelledByStop(const GlobalLockBusyError &busy)
{
    const Error cancelled = Error::fromException(std::make_exception_ptr(InvocationCancelled()));
    return cancelled.withMessage(QStringLiteral("%1 It waited for the lock when everything was %2.")
                                     .arg(cancelled.message(), busy.status().mode.toClause()));
}

// A stop cancels all waiters in the queue, before an operation or in the middle of one.
bool isCancelledByStop(const Error &error)
{
    const GlobalLockBusyError *busy = error.busy();
    return busy && busy->reason() == GlobalLockBusyError::Reason::Stopped && busy->position() > 0;
}

//! Runs it in this thread; the returned function ends the invocation.
std::function<void()> run(Thing *thing, const ActionAffordance &action,
                          const std::shared_ptr<Invocation> &invocation, quint64 generation,
                          BlobShelf &blobs, const LimitedLog &log)
{
    if (!invocation->start(generation))
        return [] {};
    const WorkScope work(&invocation->context());
    const RunningInvocation::Name name {invocation->id(), action.name};
    const RunningInvocation running(name);
    try {
        // An action without inputs may have been called with null.
        const Payload &given = invocation->input();
        const Json input = given.json.is_null() ? Json::object() : given.json;
        Payload output = runAction(*thing, action, input, given.blobs);
        blobs.note(output.blobs);
        if (const std::optional<Error> loss = SharedHold::lossHere())
            return [invocation, error = *loss] { invocation->fail(error); };
        return [invocation, output = std::move(output)] { invocation->complete(output); };
    } catch (...) {
        Error error = Error::fromException(std::current_exception());
        if (isCancelledByStop(error))
            error = cancelledByStop(*error.busy());
        if (const std::optional<Error> loss = SharedHold::lossHere())
            error = *loss;
        if (error.kind() != Error::Kind::Cancelled)
            log.write(LogLevel::Warning, QStringLiteral("%1.%2 failed: %3")
                                             .arg(thing->name(), action.name, error.message()));
        return [invocation, error] { invocation->fail(error); };
    }
}

// Clients show only this line to their users, so it says who is in the way. LabThings' older clients recognise a refusal by the
// words "didn't run".
std::optional<LogEntry> refusalEntry(LogLevel level, const QString &action, const Error &error)
{
    const GlobalLockBusyError *busy = error.busy();
    if (!isLogged(level) || (!busy && !LabRefusals::isOne(error)))
        return {};
    const QString headline =
        QString::fromLatin1(busy ? RefusalReason::rowOf(busy->reason()).headline
                                 : RefusalReason::rowOf(RefusalReason::Value::Busy).headline);
    return LogEntry {.message =
                         QStringLiteral("%1: didn't run %2. %3")
                             .arg(headline, action, busy ? busy->explanation() : error.message()),
                     .level = level,
                     .fileName = QStringLiteral("invoker.cpp"),
                     .line = __LINE__,
                     .created = QDateTime::currentDateTimeUtc(),
                     .exceptionType = {},
                     .traceback = {}};
}

// Refuses the invocation. A refusal at once is also returned to the caller at once, who may ask
// again twenty times a second: if such invocations were kept, they would displace all others.
void refuse(Invocation &invocation, const Error &error, LogLevel level, bool isAtOnce)
{
    if (isAtOnce && error.busy())
        invocation.refuseUnheard(error);
    else if (isCancelledByStop(error))
        invocation.fail(cancelledByStop(*error.busy()));
    else
        invocation.refuse(error, refusalEntry(level, invocation.action(), error));
}

bool isEndOf(const ActionAffordance &action, const Payload &input)
{
    const auto end = input.json.find(toUtf8String(action.endedBy));
    return end != input.json.end() && end->is_boolean() && end->get<bool>();
}

Renewal toRenewal(const ActionAffordance &action, const Payload &input)
{
    return {.input = action.run
                         ? QVariant::fromValue(input.json)
                         : fromJson(input.json, action.method.parameterMetaType(0), input.blobs),
            .asked = std::chrono::steady_clock::now()};
}

} // namespace

Invoker::Invoker(Station &station, const Caller &caller)
    : m_station(station)
    , m_caller(caller)
{
}

Result<Payload> Invoker::accept(const ActionAffordance &action, const Json &input) const
{
    if (input.is_null() && !action.hasInputs())
        return Payload();
    // Null stands for the defaults of an input that may be left out.
    const bool isLeftOut = input.is_null() && action.takesStruct && action.goesWithoutInput();
    Validated validated = validate(action.input, isLeftOut ? Json::object() : input,
                                   [this](const QUuid &id) { return m_station.blobs().find(id); });
    if (!validated.isValid())
        return Error::invalid(validated.issues);
    return Payload {std::move(validated.value), std::move(validated.blobs)};
}

Result<std::shared_ptr<Invocation>> Invoker::add(const Thing *thing, const ActionAffordance &action,
                                                 Payload input,
                                                 Session::WhilePending whilePending) const
{
    auto added =
        m_station.invocations().add(thing->name(), action, m_caller.principal, std::move(input));
    if (added && whilePending == Session::WhilePending::LeaveWhenUnasked)
        m_station.invocations().watchOver(*added);
    return added;
}

Result<InvocationRecord> Invoker::invoke(Thing *thing, const ActionAffordance &action,
                                         const Json &input, Session::LockWait wait,
                                         Session::WhilePending whilePending) const
{
    if (m_station.isShuttingDown())
        return Error::shuttingDown();
    const Result<Payload> accepted = accept(action, input);
    if (!accepted)
        return accepted.error();
    if (action.isRenewable())
        return invokeRenewable(thing, action, *accepted, wait, whilePending);
    const auto added = add(thing, action, *accepted, whilePending);
    if (!added)
        return added.error();
    start(thing, action, *added, wait);
    return (*added)->record();
}

Result<InvocationRecord> Invoker::invokeRenewable(Thing *thing, const ActionAffordance &action,
                                                  const Payload &input, Session::LockWait wait,
                                                  Session::WhilePending whilePending) const
{
    const auto earlier =
        m_station.invocations().findUnfinished(thing->name(), action.name, m_caller);
    if (earlier && passOn(earlier, action, input)) {
        earlier->touch();
        return earlier->record();
    }
    const auto added = add(thing, action, input, whilePending);
    if (!added)
        return added.error();
    const std::shared_ptr<Invocation> &invocation = *added;
    if (isEndOf(action, input)) { // there is no invocation to end
        invocation->start(0);
        invocation->complete({});
        return invocation->record();
    }
    invocation->setLease(m_caller.lease ? std::optional(m_caller.lease->id) : std::nullopt);
    invocation->context().renew(toRenewal(action, input));
    // A caller whose earlier invocation is just ending is not refused because of that.
    if (!wait && !earlier)
        wait = std::chrono::milliseconds {0};
    start(thing, action, invocation, wait);
    InvocationRecord record = invocation->record();
    const bool isRefused = record.error && record.error->busy() && !record.started.isValid();
    if (isRefused)
        return *record.error;
    return record;
}

bool Invoker::passOn(const std::shared_ptr<Invocation> &invocation, const ActionAffordance &action,
                     const Payload &input)
{
    if (isEndOf(action, input) && invocation->isPending())
        return invocation->requestCancel();
    return invocation->context().renew(toRenewal(action, input));
}

Result<void> Invoker::renew(const std::shared_ptr<Invocation> &invocation,
                            const ActionAffordance &action, const Json &input) const
{
    const Result<Payload> accepted = accept(action, input);
    if (!accepted)
        return accepted.error();
    if (invocation->isFinished() || !passOn(invocation, action, *accepted)) {
        return Error::unavailable(
            QStringLiteral("The invocation has ended already, and may not be renewed."));
    }
    return {};
}

void Invoker::start(Thing *thing, const ActionAffordance &action,
                    const std::shared_ptr<Invocation> &invocation, Session::LockWait wait) const
{
    BlobShelf &blobs = m_station.blobs();
    const LimitedLog log = m_station.clientLog();
    if (action.isStop) {
        const bool isBegun =
            m_station.emergencyStop().run(thing->name(), [thing, &action, invocation, &blobs, log,
                                                          principal = m_caller.principal] {
                const HolderScope scope {Holder(principal)};
                run(thing, action, invocation, 0, blobs, log)();
            });
        if (!isBegun)
            invocation->fail(Error::shuttingDown());
        return;
    }
    const LogLevel level = m_station.options().refusedActionLogLevel;
    const auto isAtOnce = std::make_shared<std::atomic<bool>>(action.isRenewable());
    const UseTicket ticket = startLockedUse(
        m_station, m_caller,
        {.thing = thing,
         .operation = thing->name() + u'.' + action.name,
         .usesGlobalLock = action.usesGlobalLock,
         .wait = wait ? wait : action.lockWait,
         .work =
             [thing, &action, invocation, &blobs, log](quint64 generation) {
                 return run(thing, action, invocation, generation, blobs, log);
             },
         .refused = [invocation, level, isAtOnce](
                        const Error &error) { refuse(*invocation, error, level, *isAtOnce); },
         .onBreak = [invocation](const LockBreak &why) { invocation->breakOff(why); },
         .onAsked = [invocation](const LockAsk &asked) { invocation->noteAsked(asked); }});
    *isAtOnce = false;
    invocation->setTicket(ticket);
}

} // namespace Holdfast
