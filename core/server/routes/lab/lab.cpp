// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/routes/stateresponse.h"
#include "core/server/stream/labhub.h"

namespace Holdfast {

namespace {

// A client tells it by the member "lab" from a server that knows no labs.
Response noLab()
{
    Response response = Response::json(toBytes(Json {
        {"detail", "This station takes part in no lab: its configuration has no entry \"lab\"."},
        {"lab", nullptr}}));
    response.status = 404;
    return response;
}

} // namespace

void addLabRoutes(Router &router, const RouteContext &context)
{
    const QString path = context.prefix + QStringLiteral("/lab");
    router.add(Method::Get, path,
               [context](const Request &request, const auto &, const Responder &responder) {
                   if (!context.lab)
                       return responder.reply(noLab());
                   StateResponse::show(context, *context.lab, request, responder);
               });
    router.add(Method::Get, path + QStringLiteral("/events"),
               [context](const Request &request, const auto &, const Responder &responder) {
                   if (!context.lab)
                       return responder.reply(noLab());
                   StateResponse::stream<StateStream>(context, *context.lab, request, responder);
               });
}

} // namespace Holdfast
