// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/fallback/fallbackserver.h"

#include "core/server/fallback/fallbackpage.h"
#include "core/server/listening.h"

namespace Holdfast {

namespace {

// Removes the prefix: the page is the only resource, so a configured prefix leads to it like any
// other path.
ServerOptions withoutPrefix(ServerOptions options)
{
    options.apiPrefix.clear();
    return options;
}

} // namespace

FallbackServer::FallbackServer(const StartFailure &failure, const ServerOptions &options,
                               QObject *parent)
    : QObject(parent)
    , m_page(fallbackPage(failure))
    , m_options(withoutPrefix(options))
    , m_gate(
          options.limits,
          [this](const Request &request, const Responder &responder) {
              answer(request, responder);
          },
          OriginPolicy(options.host, options.siteOptions()))
{
}

Result<QUrl> FallbackServer::start()
{
    return listen(m_gate, m_options);
}

bool FallbackServer::isForItsSender(const Request &request) const
{
    const AccessOptions &access = m_options.access;
    return access.isInsecure || (request.isLocal && !access.alwaysNeedsToken);
}

void FallbackServer::answer(const Request &request, const Responder &responder) const
{
    if (request.method != Method::Get && request.method != Method::Head) {
        Response response = Response::error(405, QStringLiteral("Method Not Allowed"));
        response.headers.add("allow", "GET, HEAD");
        responder.reply(response);
    } else if (request.path == QLatin1String("/labthings_fallback")) {
        responder.reply(Response::json("true"));
    } else if (!isForItsSender(request)) {
        responder.reply(Response::error(
            403, QStringLiteral("Holdfast could not start. The reason is shown on the machine on "
                                "which it runs.")));
    } else if (request.path == QLatin1String("/")) {
        Response page {500, QByteArrayLiteral("text/html; charset=utf-8"), {}, m_page};
        page.headers.add("cache-control", "no-store");
        page.headers.add("content-security-policy",
                         "default-src 'none'; style-src 'unsafe-inline'");
        responder.reply(page);
    } else {
        responder.reply(Response::redirect(QStringLiteral("/")));
    }
}

} // namespace Holdfast
