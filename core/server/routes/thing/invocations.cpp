// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/problems.h"
#include "core/server/routes/pathid.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/routes/thing/blobresponse.h"
#include "core/wire/invocationjson.h"
#include "core/wire/payloadjson.h"

namespace Holdfast {

namespace {

InvocationAddresses addresses(const RouteContext &context, const Request &request)
{
    return {request.baseUrl(), context.prefix};
}

Response listOf(const RouteContext &context, const Request &request)
{
    const bool onlyActive =
        request.query.queryItemValue(QStringLiteral("active")) == QStringLiteral("true");
    Json summaries = Json::array();
    for (const InvocationRecord &record : context.session(request).invocations()) {
        if (!onlyActive || !record.completed.isValid())
            summaries.push_back(invocationSummary(record, addresses(context, request)));
    }
    return Response::json(toBytes(summaries));
}

Response one(const RouteContext &context, const Request &request, const QUuid &id)
{
    const auto record = context.session(request).invocation(id);
    if (!record)
        return toResponse(record.error());
    return Response::json(
        toBytes(invocationJson(*record, addresses(context, request), problemOf(record->error))));
}

void answerWithOutput(const RouteContext &context, const Request &request,
                      const Responder &responder, const QUuid &id)
{
    const auto record = context.session(request).invocation(id);
    if (!record) {
        responder.reply(toResponse(record.error()));
        return;
    }
    if (!record->output || record->output->json.is_null()) {
        responder.reply(Response::error(
            503,
            QStringLiteral("The invocation is %1 and has no output.").arg(toWord(record->state))));
        return;
    }
    const Blob blob = soleBlob(*record->output);
    if (!blob.isNull())
        answerWithBlob(context, request, responder, blob);
    else
        responder.reply(
            Response::json(toBytes(payloadJson(*record->output, context.address(request, {})))));
}

Response cancel(const RouteContext &context, const Request &request, const QUuid &id)
{
    const Result<void> cancelled = context.session(request).cancel(id);
    return cancelled ? Response::json("null") : toResponse(cancelled.error());
}

} // namespace

void addInvocationRoutes(Router &router, const RouteContext &context)
{
    using Answer = Response (*)(const RouteContext &, const Request &, const QUuid &);
    const auto byId = [context](Answer answer) {
        return [context, answer](const Request &request, const Router::Captures &captures,
                                 const Responder &responder) {
            if (const auto id = idFromPath(captures[QStringLiteral("id")], responder))
                responder.reply(answer(context, request, *id));
        };
    };
    const QString path = context.prefix + QStringLiteral("/action_invocations");
    router.add(Method::Get, path,
               [context](const Request &request, const auto &, const Responder &responder) {
                   responder.reply(listOf(context, request));
               });
    router.add(Method::Get, path + QStringLiteral("/{id}"), byId(&one));
    router.add(Method::Delete, path + QStringLiteral("/{id}"), byId(&cancel));
    router.add(Method::Get, path + QStringLiteral("/{id}/output"),
               [context](const Request &request, const Router::Captures &captures,
                         const Responder &responder) {
                   if (const auto id = idFromPath(captures[QStringLiteral("id")], responder))
                       answerWithOutput(context, request, responder, *id);
               });
}

} // namespace Holdfast
