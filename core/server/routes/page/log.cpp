// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/session/keptlog.h"

namespace Holdfast {

namespace {

constexpr std::size_t s_mostLines = 250;

// Returns what a list can show of a message: its first line, not too long.
QString summaryOf(const QString &message)
{
    constexpr qsizetype longest = 200;
    const QString line = message.section(u'\n', 0, 0);
    return line.size() <= longest ? line : line.first(longest - 1) + QChar(0x2026);
}

Json toJson(const KeptLine &line)
{
    const auto orNull = [](const QString &text) {
        return text.isEmpty() ? Json(nullptr) : Json(text);
    };
    return {
        {"timestamp", line.time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss,zzz"))},
        {"level", toWord(line.level)},
        {"summary", summaryOf(line.message)},
        {"message", line.message},
        {"invocation_id",
         orNull(line.invocation.isNull() ? QString()
                                         : line.invocation.toString(QUuid::WithoutBraces))},
        {"calling_action", orNull(line.action)},
        {"logger", line.logger},
        {"sequence", line.sequence}};
}

Response notStored(Response response)
{
    response.headers.add("cache-control", "no-store");
    return response;
}

} // namespace

// The log of the program in the form in which OpenFlexure's web app asks for it.
void addLogRoutes(Router &router, const RouteContext &context)
{
    if (!context.log)
        return;
    router.add(Method::Get, context.prefix + QStringLiteral("/log/"),
               [log = context.log](const Request &, const auto &, const Responder &responder) {
                   Json lines = Json::array();
                   for (const KeptLine &line : log->latest(s_mostLines))
                       lines.push_back(toJson(line));
                   responder.reply(notStored(Response::json(toBytes(lines))));
               });
    router.add(Method::Get, context.prefix + QStringLiteral("/logfile/"),
               [log = context.log](const Request &, const auto &, const Responder &responder) {
                   responder.reply(notStored({200, "text/plain; charset=utf-8", {}, log->text()}));
               });
}

} // namespace Holdfast
