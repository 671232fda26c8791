// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/site/originpolicy.h"

#include "core/server/http/parse/authority.h"

#include <QUrl>

namespace Holdfast {

namespace {

// The headers that a page may only read with permission, beyond those that every page may.
constexpr auto s_exposed =
    "Accept-Ranges, Allow, Content-Range, Date, ETag, Holdfast-Unreadable, Last-Event-ID, Link, "
    "Location, Lock-Generation, Preference-Applied, Retry-After";

QString hostOf(const Request &request)
{
    return request.host.isEmpty() ? hostIn(request.headers.value("host")) : request.host;
}

} // namespace

OriginPolicy::OriginPolicy(const QString &ownHost, const SiteOptions &site)
    : m_site(ownHost, site)
{
}

std::optional<Response> OriginPolicy::answer(const Request &request) const
{
    const QString host = hostOf(request);
    if (!m_site.isOurs(host))
        return Response::error(421,
                               QStringLiteral("\"%1\" is not a name of this server. To allow it, "
                                              "add it to \"allowed_hosts\" in the configuration.")
                                   .arg(host));
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
            {"access-control-expose-headers", s_exposed},
            {"vary", "Origin"}};
}

bool OriginPolicy::isAllowed(const Request &request) const
{
    const QUrl origin(QString::fromLatin1(request.headers.value("origin")), QUrl::StrictMode);
    const QString own = hostOf(request);
    QString host = origin.host(QUrl::FullyEncoded);
    if (request.headers.count("origin") != 1 || host.isEmpty())
        return false;
    if (m_site.isAllowedOrigin(origin))
        return true;
    if (host.endsWith(u'.'))
        host.chop(1);
    return (origin.scheme() == QStringLiteral("http") || origin.scheme() == QStringLiteral("https"))
           && host == own && m_site.isOurs(own);
}

} // namespace Holdfast
