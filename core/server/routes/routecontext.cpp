// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/routecontext.h"

#include "core/server/routes/sender.h"
#include "core/session/invocation/invocations.h"
#include "core/session/station.h"

#include <algorithm>

namespace Holdfast {

namespace {

Error wrongHeader(const QString &what, const QByteArray &value)
{
    return Error::invalid({ValidationIssue {
        .type = QStringLiteral("value_error"),
        .location = Json::array({"if-lock-generation"}),
        .message = what,
        .input = QString::fromLatin1(value),
        .context = nullptr,
    }});
}

// Returns the generation that the client requires; empty when it requires none.
Result<std::optional<quint64>> insisted(const Request &request, bool hasToken)
{
    const QByteArray text = request.headers.value("if-lock-generation").trimmed();
    if (text.isEmpty())
        return std::optional<quint64>();
    if (!hasToken)
        return wrongHeader(QStringLiteral("If-Lock-Generation needs a Lock-Token"), text);
    bool isNumber = false;
    const quint64 generation = text.toULongLong(&isNumber);
    if (!isNumber)
        return wrongHeader(QStringLiteral("If-Lock-Generation should be a whole number"), text);
    return std::optional(generation);
}

QByteArray tokenOf(const Request &request)
{
    return request.headers.value("lock-token").trimmed();
}

// Counts a lease that the request names as used. After the lease's end one may still read.
void renewLeaseOf(const Session &session, const Request &request)
{
    if (const QByteArray token = tokenOf(request); !token.isEmpty())
        static_cast<void>(session.lock().use(token));
}

} // namespace

bool isOffered(const Affordances &offered, QStringView name)
{
    return offered.property(name) || offered.action(name) || offered.stream(name);
}

Headers lockGeneration(const Session &session, quint64 generation)
{
    if (!session.isUnderLease() || generation == 0)
        return {};
    return {{"lock-generation", QByteArray::number(generation)}};
}

Session RouteContext::session() const
{
    return Session(*station, {});
}

Session RouteContext::session(const Request &request) const
{
    const Session session(*station, senderOf(request));
    renewLeaseOf(session, request);
    return session;
}

Session RouteContext::valueReader(const Request &request) const
{
    const Session session = this->session();
    renewLeaseOf(session, request);
    return session;
}

Result<Session> RouteContext::lockedSession(const Request &request) const
{
    Session session(*station, senderOf(request));
    const QByteArray token = tokenOf(request);
    const auto generation = insisted(request, !token.isEmpty());
    if (!generation)
        return generation.error();
    if (token.isEmpty())
        return session;
    Result<LeaseUse> lease = session.lock().use(token);
    if (!lease)
        return lease.error();
    LeaseUse use = *lease;
    use.expectedGeneration = *generation;
    const auto status = session.lock().leaseStatus(use.id);
    if (use.expectedGeneration && status) {
        // A suspended lease will have another generation when it resumes.
        const bool isCurrent =
            status->state == LeaseState::Active && status->generation == *use.expectedGeneration;
        if (!isCurrent)
            return Error::outdated(
                QStringLiteral("Another owner has had the global lock in between: the lease is %1, "
                               "and was last at generation %2.")
                    .arg(toWord(status->state))
                    .arg(status->generation),
                status->generation);
    }
    return session.under(use);
}

std::shared_ptr<QuotaShare> RouteContext::take(Counted what, const Request &request,
                                               const Responder &responder, qint64 amount) const
{
    ClientQuotas::Outcome taken = quotas->take(what, request.client, amount);
    isFree(taken.hit, responder);
    return std::move(taken.share);
}

bool RouteContext::isFree(const std::optional<LimitHit> &hit, const Responder &responder) const
{
    if (hit)
        responder.reply(hit->toResponse());
    return !hit;
}

bool RouteContext::mayWait(const Request &request, const Session &session,
                           const Responder &responder) const
{
    const bool isLocal = request.client.kind == ClientId::Kind::Local;
    const qint64 most =
        partOf(quotas->limits().queuePlaces, isLocal ? LimitScope::Local : LimitScope::Client);
    // A lease waits for nothing, and the lock itself limits all together.
    if (session.isUnderLease() || most >= station->options().globalLockPolicy.limits.inAll)
        return true;
    const QList<LockWaiter> queue = session.lockStatus().queue;
    const auto mine = std::count_if(queue.begin(), queue.end(), [&](const LockWaiter &waiter) {
        return isOf(waiter.principal.clientKey, request.client);
    });
    return isFree(quotas->objection(Counted::QueuePlaces, request.client, mine, queue.size()),
                  responder);
}

bool RouteContext::mayInvoke(const Request &request, const Responder &responder) const
{
    const Invocations &invocations = station->invocations();
    const Invocations::Use all = invocations.use();
    const Invocations::Use mine = invocations.useOf(
        [&request](const QString &clientKey) { return isOf(clientKey, request.client); });
    return isFree(quotas->objection(Counted::Invocations, request.client, mine.count, all.count),
                  responder)
           && isFree(quotas->objection(Counted::Inputs, request.client, mine.bytes, all.bytes,
                                       request.body.size()),
                     responder);
}

bool RouteContext::mayLease(const Request &request, const Responder &responder) const
{
    const QList<LeaseStatus> leases = session().lock().leases();
    const auto mine = std::count_if(leases.begin(), leases.end(), [&](const LeaseStatus &lease) {
        return isOf(lease.principal.clientKey, request.client);
    });
    return isFree(quotas->objection(Counted::Leases, request.client, mine, leases.size()),
                  responder);
}

QString RouteContext::address(const Request &request, const QString &path) const
{
    return request.baseUrl() + prefix + path;
}

} // namespace Holdfast
