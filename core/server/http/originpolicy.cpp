// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/originpolicy.h"

#include <QUrl>

namespace Holdfast {

std::optional<Response> OriginPolicy::answer(const Request &request) const
{
    if (!request.headers.contains("origin"))
        return {};
    const bool isPreflight = request.method == Method::Options
                             && request.headers.contains("access-control-request-method");
    if (!isAllowed(request)) {
        if (!isPreflight && (request.method == Method::Get || request.method == Method::Head))
            return {}; // harmless: the browser keeps the reply from the page
        return Response::error(403,
                               QStringLiteral("Pages of another host may not use this server."));
    }
    if (!isPreflight)
        return {};
    Response response {200, "text/plain; charset=utf-8", {}, "OK"};
    response.headers.add("access-control-allow-methods",
                         "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
    response.headers.add("access-control-max-age", "600");
    const QByteArray wanted = request.headers.value("access-control-request-headers");
    if (!wanted.isEmpty())
        response.headers.add("access-control-allow-headers", wanted);
    return response;
}

Headers OriginPolicy::replyHeaders(const Request &request) const
{
    if (!request.headers.contains("origin"))
        return {};
    if (!isAllowed(request))
        return {{"vary", "Origin"}};
    return {{"access-control-allow-origin", request.headers.value("origin")},
            {"access-control-allow-credentials", "true"},
            {"vary", "Origin"}};
}

bool OriginPolicy::isAllowed(const Request &request) const
{
    const QUrl origin(QString::fromLatin1(request.headers.value("origin")), QUrl::StrictMode);
    const QUrl own(request.baseUrl(), QUrl::StrictMode);
    return request.headers.count("origin") == 1 && !origin.host().isEmpty()
           && (origin.scheme() == QStringLiteral("http")
               || origin.scheme() == QStringLiteral("https"))
           && origin.host() == own.host();
}

} // namespace Holdfast
