// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/historyjson.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/thing/lockjson.h"

#include <QRandomGenerator>

namespace Holdfast {

namespace {

Response statusOf(const Session &session, const Request &request, const QByteArray &tagStart)
{
    const LockStatus status = session.lockStatus();
    // Each only grows, so the sum is another one whenever anything has changed.
    quint64 version = status.version;
    Json devices = Json::array();
    for (const LockStatus &device : session.lock().devices()) {
        version += device.version;
        devices.push_back(toJson(device));
    }
    const JournalState journal = session.lock().journal();
    const QByteArray tag =
        tagStart + QByteArray::number(version) + '-' + toWord(journal.state).toLatin1() + '"';
    const bool isKnown = request.headers.value("if-none-match") == tag;
    Json json {{"enabled", session.isLockEnabled()}};
    json.update(toJson(status));
    json["devices"] = std::move(devices);
    json["journal"] = toJson(journal);
    Response response = isKnown ? Response {304, {}, {}, {}} : Response::json(toBytes(json));
    response.headers.add("etag", tag);
    return response;
}

} // namespace

void addLockRoutes(Router &router, const RouteContext &context)
{
    // Weak, as the times in it go on; and never that of an earlier run, which counted from 0 too.
    const QByteArray tagStart =
        "W/\"" + QByteArray::number(QRandomGenerator::system()->generate(), 16) + '-';
    router.add(
        Method::Get, context.prefix + QStringLiteral("/lock"),
        [context, tagStart](const Request &request, const auto &, const Responder &responder) {
            responder.reply(statusOf(context.session(request), request, tagStart));
        });
}

} // namespace Holdfast
