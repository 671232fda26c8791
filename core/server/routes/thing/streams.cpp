// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/openapithing.h"
#include "core/server/http/router.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/routes/thing/snapshot.h"
#include "core/server/stream/mjpegstream.h"

namespace Holdfast {

namespace {

void showStream(const RouteContext &context, const Request &request, const QString &thing,
                const QString &stream, const Responder &responder)
{
    const auto share = context.take(Counted::Subscriptions, request, responder);
    if (!share)
        return;
    const Session session = context.session(request);
    auto viewer = std::make_unique<MjpegStream>();
    viewer->keep(share);
    const auto watch = session.watch(
        thing, stream, [to = viewer.get()](const Frame &frame) { to->push(frame.jpeg); });
    if (!watch) {
        responder.reply(toResponse(watch.error()));
        return;
    }
    viewer->keep(*watch);
    responder.stream(std::move(viewer));
}

Response viewerPage(const QString &path)
{
    const QString page =
        QStringLiteral("<!DOCTYPE html>\n<html><head><title>%1</title></head>"
                       "<body style='margin:0;background:#222'>"
                       "<img src='%1' alt='Live pictures' style='max-width:100%'></body></html>\n")
            .arg(path.toHtmlEscaped());
    return {200, "text/html; charset=utf-8", {}, page.toUtf8()};
}

} // namespace

void addStreamRoutes(Router &router, const RouteContext &context)
{
    const Session session = context.session();
    for (const QString &thing : session.thingNames()) {
        const Affordances &offered = *session.affordances(thing);
        const QString path = context.prefix + u'/' + thing + u'/';
        for (const FrameStream *stream : offered.streams) {
            for (const QString &place : QStringList(stream->name()) + stream->otherNames())
                router.add(Method::Get, path + place,
                           [context, thing, name = stream->name()](
                               const Request &request, const auto &, const Responder &responder) {
                               showStream(context, request, thing, name, responder);
                           });
        }
        for (const FrameStream *stream : offered.streams) {
            router.add(Method::Get, path + stream->name() + QStringLiteral("/viewer"),
                       [page = viewerPage(path + stream->name())](const Request &, const auto &,
                                                                  const Responder &responder) {
                           responder.reply(page);
                       });
        }
        if (!offersSnapshot(offered))
            continue;
        router.add(
            Method::Get, path + QStringLiteral("snapshot"),
            [context, thing](const Request &request, const auto &, const Responder &responder) {
                showSnapshot(context, request, thing, responder);
            });
    }
}

} // namespace Holdfast
