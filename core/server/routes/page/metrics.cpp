// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/metrics.h"

#include "core/server/http/router.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"

namespace Holdfast {

void addMetricsRoutes(Router &router, const RouteContext &context)
{
    if (!context.metrics)
        return;
    router.add(Method::Get, QStringLiteral("/metrics"),
               [context](const Request &, const auto &, const Responder &responder) {
                   Response response {200, Metrics::contentType(), {}, context.metrics->text()};
                   response.headers.add("cache-control", "no-store");
                   responder.reply(response);
               });
}

} // namespace Holdfast
