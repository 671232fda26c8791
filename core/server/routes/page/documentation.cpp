// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/openapidocument.h"
#include "core/server/describe/security.h"
#include "core/server/http/router.h"
#include "core/server/routes/access/tokenbody.h"
#include "core/server/routes/lock/lockbodies.h"
#include "core/server/routes/page/pagefile.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"

namespace Holdfast {

namespace {

// No Thing can have a name with a dot.
constexpr auto s_schemaPath = "/configuration.schema.json";

QByteArray openApiText(const RouteContext &context, const QStringList &endpoints, Security security)
{
    OpenApiDocument document(context.prefix);
    document.addSchema("LeaseBody", leaseBody());
    document.addSchema("AskBody", askBody());
    document.addSchema("BreakBody", breakBody());
    document.addSchema("StopBody", stopBody());
    document.addSchema("ModeBody", modeBody());
    document.addSchema("TokenBody", tokenBody());
    if (!context.access.tokens) {
        for (const char *path : {"/tokens", "/tokens/{name}"})
            document.removePath((context.prefix.toLatin1() + path).constData());
    }
    if (!context.metrics)
        document.removePath("/metrics");
    if (!context.configurationSchema)
        document.removePath(s_schemaPath);
    // Those that are there for other programs depend on the Things, and on the prefix.
    for (const QString &path :
         {context.prefix + QStringLiteral("/log/"), context.prefix + QStringLiteral("/logfile/"),
          QStringLiteral("/routes"), QStringLiteral("/api/v2/instrument/settings/name"),
          QStringLiteral("/api/v2/streams/snapshot")}) {
        if (!endpoints.contains(QStringLiteral("GET ") + path))
            document.removePath(path.toLatin1().constData());
    }
    const Session session = context.session();
    for (const QString &thing : session.thingNames())
        document.addThing(thing, *session.affordances(thing));
    if (security == Security::Bearer)
        document.requireToken();
    return toBytes(document.json());
}

Response part(const char *name, const QByteArray &type)
{
    return pagePart(resourceText(QStringLiteral("docs/") + QLatin1String(name)), type);
}

} // namespace

void addDocumentationRoutes(Router &router, const RouteContext &context)
{
    const auto describe = [context, &router](Security security) {
        return [context, &router, security] {
            return Response::json(openApiText(context, router.endpoints(), security));
        };
    };
    router.add(Method::Get, QStringLiteral("/openapi.json"),
               [plain = MadeOnce(describe(Security::None)),
                secured = MadeOnce(describe(Security::Bearer))](
                   const Request &request, const auto &, const Responder &responder) {
                   const bool hasToken = request.access.reason == Access::Reason::Token;
                   responder.reply((hasToken ? secured : plain).answerTo(request));
               });
    if (context.configurationSchema)
        addMadeOnce(router, QLatin1String(s_schemaPath), [make = context.configurationSchema] {
            return Response {200, "application/schema+json", {}, toBytes(make())};
        });
    addFixed(router, QStringLiteral("/docs"), part("index.html", "text/html"));
    addFixed(router, QStringLiteral("/docs/docs.css"), part("docs.css", "text/css"));
    addFixed(router, QStringLiteral("/docs/docs.js"), part("docs.js", "text/javascript"));
    router.add(Method::Get, QStringLiteral("/redoc"),
               [](const Request &request, const auto &, const Responder &responder) {
                   responder.reply(Response::redirect(request.baseUrl() + QStringLiteral("/docs")));
               });
}

} // namespace Holdfast
