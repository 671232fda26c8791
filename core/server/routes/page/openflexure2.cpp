// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/openapithing.h"
#include "core/server/http/router.h"
#include "core/server/routes/page/pagefile.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/routes/thing/snapshot.h"

#include <QSysInfo>

namespace Holdfast {

namespace {

const QString s_root = QStringLiteral("/api/v2");

// Returns the Thing whose picture stands for the instrument: the one called "camera", else the first with a picture.
QString cameraOf(const Session &session)
{
    QString first;
    for (const QString &thing : session.thingNames()) {
        if (!offersSnapshot(*session.affordances(thing)))
            continue;
        if (thing == QStringLiteral("camera"))
            return thing;
        if (first.isEmpty())
            first = thing;
    }
    return first;
}

} // namespace

// The few addresses of version 2 of OpenFlexure's server by which its programs find microscopes and show a picture of each.
void addOpenFlexure2Routes(Router &router, const RouteContext &context)
{
    if (context.prefix == s_root)
        return; // Things have their places there
    const QString picture = s_root + QStringLiteral("/streams/snapshot");
    const QString name = s_root + QStringLiteral("/instrument/settings/name");
    Json routes = Json::object();
    const auto list = [&routes](const QString &path) {
        routes[toUtf8String(path)] = {{"url", path}, {"methods", {"GET"}}};
    };
    list(s_root + u'/');
    list(name);
    if (const QString camera = cameraOf(context.session()); !camera.isEmpty()) {
        list(picture);
        router.add(
            Method::Get, picture,
            [context, camera](const Request &request, const auto &, const Responder &responder) {
                showSnapshot(context, request, camera, responder);
            });
    }
    addFixed(router, name, Response::json(toBytes(Json(QSysInfo::machineHostName()))));
    addFixed(router, QStringLiteral("/routes"), Response::json(toBytes(routes)));
}

} // namespace Holdfast
