// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/openapidocument.h"
#include "core/server/http/router.h"
#include "core/server/routes/conditional.h"
#include "core/server/routes/lockbodies.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"

#include <QFile>

namespace Holdfast {

namespace {

QByteArray openApiText(const RouteContext &context)
{
    OpenApiDocument document(context.prefix);
    document.addSchema("LeaseBody", leaseBody());
    document.addSchema("AskBody", askBody());
    document.addSchema("BreakBody", breakBody());
    document.addSchema("StopBody", stopBody());
    document.addSchema("ModeBody", modeBody());
    if (!context.metrics)
        document.removePath("/metrics");
    const Session session = context.session();
    for (const QString &thing : session.thingNames())
        document.addThing(thing, *session.affordances(thing));
    return toBytes(document.json());
}

Response pageFile(const char *name, const QByteArray &type)
{
    QFile file(QStringLiteral(":/holdfast/docs/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The program has been built without %s.", qUtf8Printable(file.fileName()));
    Response response {200, type + "; charset=utf-8", {}, file.readAll()};
    // Nothing but what this server sends, and nowhere but here, whatever an author's text contains.
    response.headers.add("content-security-policy",
                         "default-src 'none'; script-src 'self'; style-src 'self'; "
                         "connect-src 'self'; img-src 'self' blob:; base-uri 'none'; "
                         "form-action 'none'; frame-ancestors 'none'");
    response.headers.add("referrer-policy", "no-referrer");
    return response;
}

void addFixed(Router &router, const QString &path, const Response &response)
{
    router.add(Method::Get, path,
               [response, tag = entityTag(response.body)](const Request &request, const auto &,
                                                          const Responder &responder) {
                   responder.reply(conditional(request, response, tag));
               });
}

} // namespace

void addDocumentationRoutes(Router &router, const RouteContext &context)
{
    addFixed(router, QStringLiteral("/openapi.json"), Response::json(openApiText(context)));
    addFixed(router, QStringLiteral("/docs"), pageFile("index.html", "text/html"));
    addFixed(router, QStringLiteral("/docs/docs.css"), pageFile("docs.css", "text/css"));
    addFixed(router, QStringLiteral("/docs/docs.js"), pageFile("docs.js", "text/javascript"));
    router.add(Method::Get, QStringLiteral("/redoc"),
               [](const Request &request, const auto &, const Responder &responder) {
                   responder.reply(Response::redirect(request.baseUrl() + QStringLiteral("/docs")));
               });
}

} // namespace Holdfast
