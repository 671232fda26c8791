// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/conditional.h"
#include "core/server/routes/pathid.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/routes/thing/blobresponse.h"

namespace Holdfast {

void answerWithBlob(const RouteContext &context, const Request &request, const Responder &responder,
                    const Blob &blob)
{
    QByteArray type = blob.mediaType().toLatin1();
    if (type.isEmpty())
        type = "application/octet-stream";
    else if (type.startsWith("text/") && !type.contains(';'))
        type += "; charset=utf-8";
    // A blob never changes, so its id is a sufficient tag.
    const WantedPart part = wantedPart(request, {200, type, {}, {}}, blob.size(),
                                       '"' + blob.id().toByteArray(QUuid::WithoutBraces) + '"');
    if (part.count == 0) {
        responder.reply(part.head);
        return;
    }
    context.answer(context.session(request).bytes(blob, part.first, part.count), responder,
                   [head = part.head](const Result<QByteArray> &bytes) {
                       Response response = head;
                       response.body = *bytes;
                       return response;
                   });
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
                   if (blob)
                       answerWithBlob(context, request, responder, *blob);
                   else
                       responder.reply(toResponse(blob.error()));
               });
}

} // namespace Holdfast
