// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"

namespace Holdfast {

namespace {

Json reportJson(const StopReport &report)
{
    Json things = Json::array();
    for (const StopReport::Entry &entry : report.things) {
        things.push_back(Json {
            {"thing", entry.thing},
            {"outcome", toWord(entry.outcome)},
            {"message", entry.message.isEmpty() ? Json(nullptr) : Json(entry.message)},
        });
    }
    return Json {
        {"complete", report.isComplete()},
        {"cancelled", report.cancelled},
        {"things", std::move(things)},
        {"by", report.by.toString()},
        {"at", report.at.toUTC().toString(Qt::ISODateWithMs)},
    };
}

} // namespace

void addStopRoutes(Router &router, const RouteContext &context)
{
    const auto stop = [context](const Request &request, const auto &, const Responder &responder) {
        context.answer(context.session(request).stop(), responder,
                       [](const Result<StopReport> &report) {
                           return Response::json(toBytes(reportJson(*report)));
                       });
    };
    // Both forms at once: a client that does not follow a redirect would stop nothing.
    for (const auto &path : {QStringLiteral("/stop"), QStringLiteral("/stop/")})
        router.add(Method::Post, context.prefix + path, stop);
}

} // namespace Holdfast
