// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/routes/stateresponse.h"
#include "core/server/stream/lockstream.h"

namespace Holdfast {

void addLockRoutes(Router &router, const RouteContext &context)
{
    const QString path = context.prefix + QStringLiteral("/lock");
    router.add(Method::Get, path,
               [context](const Request &request, const auto &, const Responder &responder) {
                   (void)context.session(request); // a lease that the request names counts as used
                   StateResponse::show(context, *context.lock, request, responder);
               });
    router.add(Method::Get, path + QStringLiteral("/events"),
               [context](const Request &request, const auto &, const Responder &responder) {
                   StateResponse::stream<LockStream>(context, *context.lock, request, responder);
               });
}

} // namespace Holdfast
