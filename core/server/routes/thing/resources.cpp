// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/resourceresponse.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/routes/sender.h"
#include "core/session/station.h"

namespace Holdfast {

namespace {

const QString s_rest = QStringLiteral("name");

void addResource(Router &router, const RouteContext &context, const QString &thing,
                 const ThingResource &resource)
{
    QString path = context.prefix + u'/' + thing + u'/' + resource.path;
    if (path.endsWith(u'/'))
        path += u'{' + s_rest + u'}';
    const auto access = [context](const Request &request) {
        return ResourceAccess(*context.station, senderOf(request));
    };
    if (resource.get) {
        router.add(Method::Get, path,
                   [context, access, thing, name = resource.path](const Request &request,
                                                                  const Router::Captures &captures,
                                                                  const Responder &responder) {
                       answerWithResource(context, request, responder,
                                          access(request).get(thing, name, captures[s_rest]));
                   });
    }
    if (resource.remove) {
        router.add(Method::Delete, path,
                   [context, access, thing, name = resource.path](const Request &request,
                                                                  const Router::Captures &captures,
                                                                  const Responder &responder) {
                       context.answer(access(request).remove(thing, name, captures[s_rest]),
                                      responder,
                                      [](const Result<void> &) { return Response::noContent(); });
                   });
    }
}

} // namespace

void addResourceRoutes(Router &router, const RouteContext &context)
{
    const Session session = context.session();
    for (const QString &thing : session.thingNames()) {
        for (const ThingResource &resource : session.affordances(thing)->resources)
            addResource(router, context, thing, resource);
    }
}

void addDataRoutes(Router &router, const RouteContext &context)
{
    router.add(Method::Get, context.prefix + QStringLiteral("/data/{path*}"),
               [context](const Request &request, const Router::Captures &captures,
                         const Responder &responder) {
                   const QStringList steps = stepsOf(captures[QStringLiteral("path")]);
                   const ResourceAccess access(*context.station, senderOf(request));
                   // A page among the data would otherwise be one of this server's.
                   answerWithResource(context, request, responder,
                                      access.dataFile(steps.value(0), steps.mid(1)),
                                      {{"content-security-policy", "sandbox"}});
               });
}

} // namespace Holdfast
