// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/http/websockettalk.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/stream/thingsocket.h"

namespace Holdfast {

void addSocketRoutes(Router &router, const RouteContext &context)
{
    const Session session = context.session();
    for (const QString &thing : session.thingNames()) {
        router.add(
            Method::Get, context.prefix + u'/' + thing + QStringLiteral("/ws"),
            [context, thing](const Request &request, const auto &, const Responder &responder) {
                if (const auto refusal = objectionToWebSocket(request)) {
                    responder.reply(*refusal);
                    return;
                }
                responder.openWebSocket(
                    std::make_unique<ThingSocket>(request, context.session(request), thing,
                                                  context.prefix, *context.hub, *context.quotas));
            });
    }
}

} // namespace Holdfast
