// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/http/websockettalk.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/stream/thingsocket.h"

namespace Holdfast {

namespace {

constexpr qsizetype s_keyBytes = 16;

// What is wrong with a handshake; nothing when it may be answered.
std::optional<Response> objection(const Request &request)
{
    if (!isWebSocketHandshake(request)) {
        Response response = Response::error(
            426,
            QStringLiteral("Here is a WebSocket: open it with one, not with a plain request."));
        response.headers.add("upgrade", "websocket");
        return response;
    }
    if (request.headers.value("sec-websocket-version").trimmed() != "13") {
        Response response =
            Response::error(426, QStringLiteral("Version 13 of WebSockets is spoken here."));
        response.headers.add("sec-websocket-version", "13");
        return response;
    }
    const auto key =
        QByteArray::fromBase64Encoding(request.headers.value("sec-websocket-key").trimmed(),
                                       QByteArray::AbortOnBase64DecodingErrors);
    if (!key || key.decoded.size() != s_keyBytes || request.headers.count("sec-websocket-key") != 1)
        return Response::error(400, QStringLiteral("The Sec-WebSocket-Key must be 16 bytes."));
    return {};
}

} // namespace

void addSocketRoutes(Router &router, const RouteContext &context)
{
    const Session session = context.session();
    for (const QString &thing : session.thingNames()) {
        router.add(
            Method::Get, context.prefix + u'/' + thing + QStringLiteral("/ws"),
            [context, thing](const Request &request, const auto &, const Responder &responder) {
                if (const auto refusal = objection(request)) {
                    responder.reply(*refusal);
                    return;
                }
                responder.openWebSocket(std::make_unique<ThingSocket>(
                    request, context.session(request), thing, context.prefix, *context.hub));
            });
    }
}

} // namespace Holdfast
