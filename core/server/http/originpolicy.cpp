// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/originpolicy.h"

#include <QHostAddress>
#include <QUrl>

namespace Holdfast {

namespace {

QString hostOf(const Request &request)
{
    return QUrl(request.baseUrl(), QUrl::StrictMode).host();
}

} // namespace

OriginPolicy::OriginPolicy(const QString &ownHost)
{
    QUrl url;
    url.setHost(ownHost);
    m_ownHost = url.host();
}

std::optional<Response> OriginPolicy::answer(const Request &request) const
{
    if (!request.headers.contains("origin"))
        return {};
    if (!isOwn(hostOf(request)))
        return Response::error(
            403, QStringLiteral("Web pages may use this server by its address, as localhost, or by "
                                "the name that it is configured with as its host."));
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

bool OriginPolicy::mayOpenWebSocket(const Request &request) const
{
    return !request.headers.contains("origin") || isAllowed(request);
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

bool OriginPolicy::isOwn(const QString &host) const
{
    return !host.isEmpty()
           && (host == QStringLiteral("localhost") || host == m_ownHost
               || !QHostAddress(host).isNull());
}

bool OriginPolicy::isAllowed(const Request &request) const
{
    const QUrl origin(QString::fromLatin1(request.headers.value("origin")), QUrl::StrictMode);
    const QString own = hostOf(request);
    return request.headers.count("origin") == 1 && !origin.host().isEmpty()
           && (origin.scheme() == QStringLiteral("http")
               || origin.scheme() == QStringLiteral("https"))
           && origin.host() == own && isOwn(own);
}

} // namespace Holdfast
