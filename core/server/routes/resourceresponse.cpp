// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/resourceresponse.h"

#include "core/server/routes/conditional.h"

namespace Holdfast {

namespace {

Response headOf(const ResourceContents &contents, const Headers &more)
{
    QByteArray type = contents.mediaType;
    if (type.startsWith("text/") && !type.contains(';'))
        type += "; charset=utf-8";
    Response head {200, type, more, {}};
    // A browser must not take a picture or a log for a page of this server.
    head.headers.set("x-content-type-options", "nosniff");
    return head;
}

void answerWithPart(const RouteContext &context, const Request &request, const Responder &responder,
                    const ResourceContents &contents, const Headers &more)
{
    const WantedPart part =
        wantedPart(request, headOf(contents, more), contents.size(), '"' + contents.version + '"');
    if (part.count == 0 || request.method == Method::Head) {
        responder.reply(part.head);
        return;
    }
    context.answer(ResourceAccess(*context.station, {}).bytes(contents, part.first, part.count),
                   responder, [head = part.head](const Result<QByteArray> &bytes) {
                       Response response = head;
                       response.body = *bytes;
                       return response;
                   });
}

} // namespace

void answerWithResource(const RouteContext &context, const Request &request,
                        const Responder &responder, Reply<ResourceContents> contents,
                        const Headers &more)
{
    contents.then(context.owner,
                  [context, request, responder, more](const Result<ResourceContents> &result) {
                      if (result)
                          answerWithPart(context, request, responder, *result, more);
                      else
                          responder.reply(toResponse(result.error()));
                  });
}

QStringList stepsOf(const QString &path)
{
    return path.endsWith(u'/') ? QStringList() : path.split(u'/', Qt::SkipEmptyParts);
}

} // namespace Holdfast
