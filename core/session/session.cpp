// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"

#include "core/session/emergencystop.h"
#include "core/session/invocation/blobshelf.h"
#include "core/session/invocation/invocations.h"
#include "core/session/invocation/invoker.h"
#include "core/session/invocation/workers.h"
#include "core/session/lock/lockmemorystore.h"
#include "core/session/lock/operatorcontrol.h"
#include "core/session/log.h"
#include "core/session/propertyaccess.h"
#include "core/session/servedclient.h"
#include "core/session/station.h"
#include "core/session/stationmonitor.h"
#include "core/session/thinghost.h"
#include "core/thing/thing.h"

namespace Holdfast {

namespace {

Error noSuchThing(const QString &thing)
{
    return Error::notFound(QStringLiteral("There is no Thing '%1'.").arg(thing));
}

Error noSuchAffordance(const QString &kind, const QString &thing, const QString &name)
{
    return Error::notFound(QStringLiteral("The Thing '%1' has no %2 '%3'.").arg(thing, kind, name));
}

Error noSuchInvocation(const QUuid &id)
{
    return Error::notFound(QStringLiteral("No action invocation found with ID %1")
                               .arg(id.toString(QUuid::WithoutBraces)));
}

//! Returns the result of \a use for a property, or the error that there is no such Thing or
//! property.
template<typename T, typename Use>
Reply<T> withProperty(const Station &station, const QString &thing, const QString &property,
                      Use use)
{
    Thing *found = station.things().find(thing);
    if (!found)
        return Reply<T>::now(noSuchThing(thing));
    const PropertyAffordance *affordance = found->affordances().property(property);
    if (!affordance)
        return Reply<T>::now(noSuchAffordance(QStringLiteral("property"), thing, property));
    return use(found, *affordance);
}

} // namespace

Session::Session(Station &station, Principal principal)
    : m_station(&station)
    , m_caller {std::move(principal)}
    , m_control(m_caller.principal.kind == Principal::Kind::Operator
                    ? std::make_shared<OperatorControl>(*station.lock())
                    : nullptr)
{
}

Session Session::under(const LeaseUse &lease) const
{
    Session session(*this);
    session.m_caller.lease = lease;
    session.m_caller.principal = lease.holder.principal();
    return session;
}

Caller Session::caller() const
{
    if (!m_control)
        return m_caller;
    return {m_caller.principal, m_control->lease()};
}

LockAccess Session::lock() const
{
    return LockAccess(*m_station, m_caller.principal, m_control);
}

QStringList Session::thingNames() const
{
    QStringList names;
    for (const Thing *thing : m_station->things().things())
        names << thing->name();
    return names;
}

const Affordances *Session::affordances(QStringView thing) const
{
    const Thing *found = m_station->things().find(thing);
    return found ? &found->affordances() : nullptr;
}

std::optional<Fault> Session::fault(QStringView thing) const
{
    const Thing *found = m_station->things().find(thing);
    return found ? found->fault() : std::nullopt;
}

Reply<Payload> Session::read(const QString &thing, const QString &property) const
{
    return withProperty<Payload>(
        *m_station, thing, property, [this](Thing *found, const PropertyAffordance &affordance) {
            return PropertyAccess(*m_station, m_caller).read(found, affordance);
        });
}

Reply<WriteReceipt> Session::write(const QString &thing, const QString &property, const Json &value,
                                   LockWait wait) const
{
    return withProperty<WriteReceipt>(
        *m_station, thing, property, [&, this](Thing *found, const PropertyAffordance &affordance) {
            return PropertyAccess(*m_station, caller()).write(found, affordance, value, wait);
        });
}

Reply<WritesReceipt> Session::writeAll(const QString &thing, const Json &values,
                                       LockWait wait) const
{
    Thing *found = m_station->things().find(thing);
    if (!found)
        return Reply<WritesReceipt>::now(noSuchThing(thing));
    const Caller here = caller();
    return PropertyAccess(*m_station, here).writeAll(found, values, wait);
}

Reply<WriteReceipt> Session::reset(const QString &thing, const QString &property,
                                   LockWait wait) const
{
    return withProperty<WriteReceipt>(
        *m_station, thing, property, [&, this](Thing *found, const PropertyAffordance &affordance) {
            return PropertyAccess(*m_station, caller()).reset(found, affordance, wait);
        });
}

Result<InvocationRecord> Session::invoke(const QString &thing, const QString &action,
                                         const Json &input, LockWait wait,
                                         WhilePending whilePending) const
{
    Thing *found = m_station->things().find(thing);
    if (!found)
        return noSuchThing(thing);
    const ActionAffordance *affordance = found->affordances().action(action);
    if (!affordance)
        return noSuchAffordance(QStringLiteral("action"), thing, action);
    const Caller here = caller();
    return Invoker(*m_station, here).invoke(found, *affordance, input, wait, whilePending);
}

Result<void> Session::renew(const QUuid &id, const Json &input) const
{
    const auto invocation = m_station->invocations().find(id);
    if (!invocation)
        return noSuchInvocation(id);
    const Affordances *thing = affordances(invocation->thing());
    const ActionAffordance *action = thing ? thing->action(invocation->action()) : nullptr;
    if (!action || !action->isRenewable()) {
        return Error::notAllowed(
            QStringLiteral("An invocation of %1 takes no new input while it runs.")
                .arg(invocation->record().operation()));
    }
    const Caller here = caller();
    return Invoker(*m_station, here).renew(invocation, *action, input);
}

Reply<InvocationRecord> Session::ended(const QUuid &id) const
{
    const auto invocation = m_station->invocations().find(id);
    return invocation ? invocation->ended() : Reply<InvocationRecord>::now(noSuchInvocation(id));
}

Result<void> Session::cancel(const QUuid &id) const
{
    const auto invocation = m_station->invocations().find(id);
    if (!invocation)
        return noSuchInvocation(id);
    switch (invocation->cancelForClient()) {
    case Invocation::Cancelling::Asked:
        return {};
    case Invocation::Cancelling::Refused:
        return Error::conflict(
            QStringLiteral(
                "%1 may not be cancelled now: it makes a move that blocks cancelling. Wait "
                "for the end of the move, or, in an emergency, stop everything.")
                .arg(invocation->record().operation()));
    case Invocation::Cancelling::Ended:
        break;
    }
    return Error::unavailable(
        QStringLiteral("The invocation has ended already (%1) and may not be cancelled.")
            .arg(toWord(invocation->record().state)));
}

void Session::withdraw(const QUuid &id) const
{
    if (const auto invocation = m_station->invocations().find(id))
        invocation->withdraw();
}

Result<InvocationRecord> Session::invocation(const QUuid &id) const
{
    const auto invocation = m_station->invocations().find(id);
    if (!invocation)
        return noSuchInvocation(id);
    if (m_caller.principal.kind == Principal::Kind::Client)
        invocation->touch();
    return invocation->record();
}

QList<InvocationRecord> Session::invocations(const QString &thing, const QString &action) const
{
    return m_station->invocations().records(thing, action);
}

Result<Blob> Session::blob(const QUuid &id) const
{
    const Blob blob = m_station->blobs().find(id);
    return blob.isNull() ? Result<Blob>(Error::notFound(QStringLiteral("Blob not found"))) : blob;
}

Reply<QByteArray> Session::bytes(const Blob &blob, qint64 first, qint64 count) const
{
    if (!blob.isFile())
        return Reply<QByteArray>::now(blob.data(first, count));
    const ReplyPromise<QByteArray> promise;
    m_station->workers().run(
        Workers::Kind::Read, QStringLiteral("(a blob)"),
        [promise, blob, first, count] {
            try {
                promise.finish(blob.data(first, count));
            } catch (...) {
                promise.finish(
                    Error::notFound(Error::fromException(std::current_exception()).message()));
            }
        },
        [promise] { promise.finish(Error::shuttingDown()); });
    return promise.reply();
}

Json Session::reference(const Blob &blob) const
{
    m_station->blobs().note({blob});
    return toPayload(QVariant::fromValue(blob)).json;
}

Reply<StopReport> Session::stop(const QString &reason) const
{
    const Principal by = m_caller.principal;
    // The instrument comes first. Then the lock, so that nothing begins while the rest is told to
    // end.
    const auto stopRest = [&](StopReport &report) {
        report.cancelled = m_station->invocations().countUnfinished();
        m_station->lock()->setMode(LockMode::Stopped, by, reason);
        report.latched = true;
        m_station->invocations().cancelAll();
    };
    // A caller that was told that everything is stopped can rely on that in all cases.
    const auto record = [this](std::function<void()> done) {
        m_station->lockMemory().whenSaved(std::move(done));
    };
    const Reply<StopReport> reply =
        m_station->emergencyStop().stop(m_station->things().instruments(), by, stopRest, record);
    const ServedClient client(by);
    if (by.kind == Principal::Kind::System)
        writeLog(LogLevel::Info, QStringLiteral("Stopping all Things (%1).").arg(by.toString()));
    else
        writeLog(LogLevel::Warning, QStringLiteral("Emergency stop by %1.").arg(by.toString()));
    return reply;
}

Result<std::shared_ptr<FrameWatch>> Session::watch(const QString &thing, const QString &stream,
                                                   std::function<void(const Frame &)> show) const
{
    const Thing *found = m_station->things().find(thing);
    if (!found)
        return noSuchThing(thing);
    FrameStream *frames = found->affordances().stream(stream);
    if (!frames)
        return noSuchAffordance(QStringLiteral("stream"), thing, stream);
    return std::shared_ptr<FrameWatch>(frames->watch(std::move(show)));
}

std::unique_ptr<StationMonitor> Session::monitor() const
{
    return std::make_unique<StationMonitor>(*m_station);
}

void Session::listen(const std::shared_ptr<StationListener> &listener) const
{
    m_station->events().add(listener);
}

} // namespace Holdfast
