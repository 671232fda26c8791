// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/admission/accesscontrol.h"
#include "core/server/admission/credentials.h"
#include "core/server/http/router.h"
#include "core/server/routes/page/pagefile.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"

#include <QUrlQuery>

namespace Holdfast {

namespace {

Response loginPage(bool hasFailed)
{
    QByteArray page = resourceText(QStringLiteral("login/login.html"));
    page.replace("{{problem}}", hasFailed ? "" : "hidden");
    Response response = pagePart(page, "text/html");
    QByteArray policy = response.headers.value("content-security-policy");
    response.headers.set("content-security-policy",
                         policy.replace("form-action 'none'", "form-action 'self'"));
    // Under "no-referrer" a browser sends the form with the origin "null", which is refused.
    response.headers.set("referrer-policy", "same-origin");
    response.headers.add("cache-control", "no-store");
    if (hasFailed)
        response.status = 401;
    return response;
}

// Leads the browser to \a path, and sets or removes its cookie. The cookie has the token itself, as the browser would send it
// with each request in any case, and is hidden from scripts and from other sites.
Response goTo(const Request &request, const char *path, const QByteArray &token)
{
    QByteArray cookie = cookieName(request) + '=' + token + "; HttpOnly; SameSite=Strict; Path=/";
    if (request.base.startsWith(QStringLiteral("https://")))
        cookie += "; Secure";
    if (token.isEmpty())
        cookie += "; Max-Age=0";
    Response response {303, {}, {{"location", request.baseUrl().toUtf8() + path}}, {}};
    response.headers.add("set-cookie", cookie);
    response.headers.add("cache-control", "no-store");
    return response;
}

void logIn(const RouteContext &context, const Request &request, const Responder &responder)
{
    constexpr qsizetype longest = 4096;
    const QUrlQuery form(QString::fromLatin1(request.body.left(longest)));
    const QByteArray token = form.queryItemValue(QStringLiteral("token")).trimmed().toLatin1();
    if (context.accessControl->isValid(token))
        responder.reply(goTo(request, "/", token));
    else
        context.accessControl->refuseLogin(request, responder, loginPage(true));
}

} // namespace

void addLoginRoutes(Router &router, const RouteContext &context)
{
    const QString login = QStringLiteral("/login");
    router.add(
        Method::Get, login,
        [page = loginPage(false)](const Request &, const auto &, const Responder &responder) {
            responder.reply(page);
        },
        Router::Calls::IfWanted, Need::Nothing);
    router.add(
        Method::Post, login,
        [context](const Request &request, const auto &, const Responder &responder) {
            logIn(context, request, responder);
        },
        Router::Calls::IfWanted, Need::Nothing);
    router.add(
        Method::Post, QStringLiteral("/logout"),
        [](const Request &request, const auto &, const Responder &responder) {
            responder.reply(goTo(request, "/login", {}));
        },
        Router::Calls::IfWanted, Need::Nothing);
}

} // namespace Holdfast
