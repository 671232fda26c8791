// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/lock/lockbodies.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/wire/stopjson.h"

namespace Holdfast {

namespace {

void stop(const RouteContext &context, const Request &request, const Responder &responder)
{
    // An error in the reason must not prevent the stop.
    const Result<GivenReason> given = stopReason(request);
    const QString reason = given ? given->reason : QString();
    context.answer(
        context.session(request).stop(reason), responder,
        [](const Result<StopReport> &report) { return Response::json(toBytes(toJson(*report))); });
}

Response state(const RouteContext &context, const Request &request)
{
    const LockModeRecord mode = context.session(request).lock().status().mode;
    const bool isStopped = mode.mode == LockMode::Stopped;
    const auto text = [isStopped](const QString &what) {
        return isStopped && !what.isEmpty() ? Json(what) : Json(nullptr);
    };
    return Response::json(toBytes(Json {
        {"stopped", isStopped},
        {"by", text(mode.by.toString())},
        {"since", text(mode.since.toUTC().toString(Qt::ISODateWithMs))},
        {"reason", text(mode.reason)},
    }));
}

Response clear(const RouteContext &context, const Request &request)
{
    const Result<GivenReason> given = stopReason(request);
    if (!given)
        return toResponse(given.error());
    const bool cleared = bool(context.session(request).lock().clearStop(given->reason));
    return Response::json(toBytes(Json {{"cleared", cleared}}));
}

} // namespace

bool isStopRequest(const Request &request)
{
    // An action of that name is handled like a stop of everything.
    return request.method == Method::Post
           && (request.rawPath.endsWith("/stop") || request.rawPath.endsWith("/stop/"));
}

void addStopRoutes(Router &router, const RouteContext &context)
{
    // Both forms are registered: a client that does not follow a redirect would stop nothing.
    for (const auto &form : {QStringLiteral("/stop"), QStringLiteral("/stop/")}) {
        const QString path = context.prefix + form;
        router.add(
            Method::Post, path,
            [context](const Request &request, const auto &, const Responder &responder) {
                stop(context, request, responder);
            },
            Router::Calls::Always, Need::Read); // a viewer who sees an accident may stop it
        router.add(
            Method::Delete, path,
            [context](const Request &request, const auto &, const Responder &responder) {
                responder.reply(clear(context, request));
            },
            Router::Calls::IfWanted, Need::Administer);
        router.add(Method::Get, path,
                   [context](const Request &request, const auto &, const Responder &responder) {
                       responder.reply(state(context, request));
                   });
    }
}

} // namespace Holdfast
