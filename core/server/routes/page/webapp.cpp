// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/resourceresponse.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/routes/sender.h"

namespace Holdfast {

namespace {

// Fonts are large and never change; everything else belongs to the version of the app that is installed now.
Headers cachingOf(const QStringList &steps)
{
    if (!steps.isEmpty() && steps.last().endsWith(QStringLiteral(".woff2")))
        return {};
    return {{"cache-control", "no-store"}};
}

void sendFile(const RouteContext &context, const Request &request, const QStringList &steps,
              const Responder &responder)
{
    const ResourceAccess access(*context.station, senderOf(request));
    answerWithResource(context, request, responder, access.file(context.webAppFolder, steps),
                       cachingOf(steps));
}

} // namespace

// A web app from a folder, at the same origin as the Things. Any other route beats its files.
void addWebAppRoutes(Router &router, const RouteContext &context)
{
    if (context.webAppFolder.isEmpty())
        return;
    router.add(Method::Get, QStringLiteral("/"),
               [context](const Request &request, const auto &, const Responder &responder) {
                   sendFile(context, request, {QStringLiteral("index.html")}, responder);
               });
    router.add(Method::Get, QStringLiteral("/{path*}"),
               [context](const Request &request, const Router::Captures &captures,
                         const Responder &responder) {
                   sendFile(context, request, stepsOf(captures[QStringLiteral("path")]), responder);
               });
}

} // namespace Holdfast
