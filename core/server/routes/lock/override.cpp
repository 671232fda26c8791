// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/lock/lockbodies.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/wire/lockjson.h"
#include "core/wire/stopjson.h"

namespace Holdfast {

namespace {

void ask(const RouteContext &context, const Request &request, const Responder &responder)
{
    const Result<GivenReason> reason = askReason(request);
    if (!reason) {
        responder.reply(toResponse(reason.error()));
        return;
    }
    const LockAccess lock = context.session(request).lock();
    const auto owner = lock.status().owner;
    const Result<void> asked = lock.ask(reason->reason, reason->generation);
    const Json json {{"asked", owner ? Json(owner->principal.toString()) : Json(nullptr)}};
    responder.reply(asked ? Response::json(toBytes(json)) : toResponse(asked.error()));
}

void breakHold(const RouteContext &context, const Request &request, const Responder &responder)
{
    const Result<GivenReason> reason = breakReason(request);
    if (!reason) {
        responder.reply(toResponse(reason.error()));
        return;
    }
    context.answer(
        context.session(request).lock().breakHold(reason->reason, *reason->generation), responder,
        [](const Result<BreakReport> &report) { return Response::json(toBytes(toJson(*report))); });
}

Response setMode(const RouteContext &context, const Request &request)
{
    const Result<ModeWish> wish = modeWish(request);
    if (!wish)
        return toResponse(wish.error());
    const LockAccess lock = context.session(request).lock();
    const Result<void> set = lock.setLocalOnly(wish->localOnly, wish->reason);
    return set ? Response::json(toBytes(toJson(lock.status()))) : toResponse(set.error());
}

} // namespace

void addOverrideRoutes(Router &router, const RouteContext &context)
{
    const QString path = context.prefix + QStringLiteral("/lock");
    router.add(Method::Post, path + QStringLiteral("/ask"),
               [context](const Request &request, const auto &, const Responder &responder) {
                   ask(context, request, responder);
               });
    router.add(
        Method::Post, path + QStringLiteral("/break"),
        [context](const Request &request, const auto &, const Responder &responder) {
            breakHold(context, request, responder);
        },
        Router::Calls::IfWanted, Need::Administer);
    router.add(
        Method::Put, path + QStringLiteral("/mode"),
        [context](const Request &request, const auto &, const Responder &responder) {
            responder.reply(setMode(context, request));
        },
        Router::Calls::IfWanted, Need::Administer);
}

} // namespace Holdfast
