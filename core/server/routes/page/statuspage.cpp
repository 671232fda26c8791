// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/page/pagefile.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"

namespace Holdfast {

namespace {

QStringList streamsOf(const RouteContext &context)
{
    QStringList paths;
    const Session session = context.session();
    for (const QString &thing : session.thingNames()) {
        for (const FrameStream *stream : session.affordances(thing)->streams)
            paths << context.prefix + u'/' + thing + u'/' + stream->name();
    }
    return paths;
}

QByteArray part(const char *name)
{
    return resourceText(QStringLiteral("status/") + QLatin1String(name));
}

} // namespace

void addStatusPageRoutes(Router &router, const RouteContext &context)
{
    QByteArray page = part("status.html");
    page.replace("{{prefix}}", context.prefix.toHtmlEscaped().toUtf8());
    page.replace("{{streams}}", streamsOf(context).join(u' ').toHtmlEscaped().toUtf8());
    page.replace("{{insecure}}", context.access.isInsecure ? "" : "hidden");
    const Response response = pagePart(page, "text/html");
    addFixed(router, QStringLiteral("/status"), response);
    if (context.webAppFolder.isEmpty())
        addFixed(router, QStringLiteral("/"), response);
    // A user who opens the address that the program prints must also get the page.
    if (!context.prefix.isEmpty())
        router.add(Method::Get, context.prefix + u'/',
                   [](const Request &request, const auto &, const Responder &responder) {
                       responder.reply(Response::redirect(request.baseUrl() + u'/'));
                   });
    // No Thing can have a name with a dot.
    // The login page has the same looks.
    addFixed(router, QStringLiteral("/status.css"), pagePart(part("status.css"), "text/css"),
             Need::Nothing);
    addFixed(router, QStringLiteral("/status.js"), pagePart(part("status.js"), "text/javascript"));
    addFixed(router, QStringLiteral("/status.svg"), pagePart(part("status.svg"), "image/svg+xml"),
             Need::Nothing);
}

} // namespace Holdfast
