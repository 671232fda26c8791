// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/blobresponse.h"
#include "core/server/routes/conditional.h"
#include "core/server/routes/pathid.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"

namespace Holdfast {

Response blobResponse(const Request &request, const Blob &blob)
{
    QByteArray type = blob.mediaType().toLatin1();
    if (type.isEmpty())
        type = "application/octet-stream";
    else if (type.startsWith("text/") && !type.contains(';'))
        type += "; charset=utf-8";
    // A blob never changes, so its id says it all.
    return conditional(request, {200, type, {}, blob.data()},
                       '"' + blob.id().toByteArray(QUuid::WithoutBraces) + '"');
}

void addBlobRoutes(Router &router, const RouteContext &context)
{
    router.add(Method::Get, context.prefix + QStringLiteral("/blob/{id}"),
               [context](const Request &request, const Router::Captures &captures,
                         const Responder &responder) {
                   const auto id = idFromPath(captures[QStringLiteral("id")], responder);
                   if (!id)
                       return;
                   const auto blob = context.session(request).blob(*id);
                   responder.reply(blob ? blobResponse(request, *blob) : toResponse(blob.error()));
               });
}

} // namespace Holdfast
