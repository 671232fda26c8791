// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/lock/lockbodies.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/wire/lockjson.h"

#include <algorithm>

namespace Holdfast {

namespace {

void create(const RouteContext &context, const Request &request, const Responder &responder)
{
    const Result<LeaseWish> wish = leaseWish(request);
    if (!wish) {
        responder.reply(toResponse(wish.error()));
        return;
    }
    const Session session = context.session(request);
    if (!context.mayWait(request, session, responder) || !context.mayLease(request, responder))
        return;
    context.answer(session.lock().lease(*wish), responder, [](const Result<NewLease> &lease) {
        Response response = Response::json(toBytes(toJson(*lease)), 201);
        response.headers.add("cache-control", "no-store");
        response.headers.add("lock-generation", QByteArray::number(lease->status.generation));
        return response;
    });
}

Response list(const RouteContext &context, const Request &request)
{
    Json json = Json::array();
    for (const LeaseStatus &lease : context.session(request).lock().leases())
        json.push_back(toJson(lease));
    return Response::json(toBytes(json));
}

// Returns the lease in the path, which must be the one of the token: the id alone grants nothing.
Result<LeaseUse> named(const LockAccess &lock, const Request &request, const QString &id)
{
    const QByteArray token = request.headers.value("lock-token").trimmed();
    if (token.isEmpty())
        return Error::forbidden(QStringLiteral("A lease can only be used with its Lock-Token."),
                                QStringLiteral("UnknownLockToken"));
    Result<LeaseUse> lease = lock.use(token);
    if (lease && QString::number(lease->id) != id)
        return Error::forbidden(
            QStringLiteral("This Lock-Token is that of another lease (%1).").arg(lease->id),
            QStringLiteral("UnknownLockToken"));
    return lease;
}

Response renew(const RouteContext &context, const Request &request, const QString &id)
{
    const LockAccess lock = context.session(request).lock();
    const Result<LeaseUse> lease = named(lock, request, id);
    if (!lease)
        return toResponse(lease.error());
    const std::optional<LeaseStatus> status = lock.leaseStatus(lease->id);
    if (!status) // it has ended just now; the next call reports how
        return toResponse(named(lock, request, id).error());
    const auto owner = lock.status().owner;
    const bool isOwner = owner && owner->lease && owner->lease->id == status->id;
    return Response::json(toBytes(toJson(*status, isOwner ? owner->asks : QList<LockAsk>())));
}

Response release(const RouteContext &context, const Request &request, const QString &id)
{
    const LockAccess lock = context.session(request).lock();
    const Result<LeaseUse> lease = named(lock, request, id);
    if (!lease)
        return toResponse(lease.error());
    const Result<void> released = lock.release(request.headers.value("lock-token").trimmed());
    return released ? Response::noContent() : toResponse(released.error());
}

} // namespace

void addLeaseRoutes(Router &router, const RouteContext &context)
{
    using Answer = Response (*)(const RouteContext &, const Request &, const QString &);
    const auto byId = [context](Answer answer) {
        return [context, answer](const Request &request, const Router::Captures &captures,
                                 const Responder &responder) {
            responder.reply(answer(context, request, captures[QStringLiteral("id")]));
        };
    };
    const QString path = context.prefix + QStringLiteral("/lock/leases");
    router.add(Method::Post, path,
               [context](const Request &request, const auto &, const Responder &responder) {
                   create(context, request, responder);
               });
    router.add(Method::Get, path,
               [context](const Request &request, const auto &, const Responder &responder) {
                   responder.reply(list(context, request));
               });
    router.add(Method::Put, path + QStringLiteral("/{id}"), byId(&renew));
    router.add(Method::Delete, path + QStringLiteral("/{id}"), byId(&release));
}

} // namespace Holdfast
