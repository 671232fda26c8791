// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/pathid.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/stream/logstream.h"
#include "core/wire/invocationjson.h"

namespace Holdfast {

namespace {

// Returns the number of the first requested entry; nothing when it is no number.
std::optional<qint64> beginningOf(const Request &request)
{
    QString text = request.query.queryItemValue(QStringLiteral("from"));
    if (text.isEmpty())
        text = QString::fromLatin1(EventSource::lastEventId(request));
    if (text.isEmpty())
        return 0;
    bool isNumber = false;
    const qint64 from = text.toLongLong(&isNumber);
    return isNumber && from >= 0 ? std::optional(from) : std::nullopt;
}

Response entriesFrom(const InvocationRecord &record, qint64 from)
{
    const qint64 end = record.logBegin + record.log.size();
    const qint64 begin = std::clamp(from, record.logBegin, end);
    Json entries = Json::array();
    for (const LogEntry &entry : record.log.mid(begin - record.logBegin))
        entries.push_back(logEntryJson(entry));
    return Response::json(toBytes(Json {{"from", begin},
                                        {"next", end},
                                        {"status", toWord(record.state)},
                                        {"entries", std::move(entries)}}));
}

void showLog(const RouteContext &context, const Request &request, const QUuid &id,
             const Responder &responder)
{
    const Session session = context.session(request);
    const Result<InvocationRecord> record = session.invocation(id);
    if (!record) {
        responder.reply(toResponse(record.error()));
        return;
    }
    const auto from = beginningOf(request);
    if (!from) {
        responder.reply(invalidRequest({.type = QStringLiteral("int_parsing"),
                                        .location = Json::array({"from"}),
                                        .message = QStringLiteral("Input should be a whole number "
                                                                  "that is not negative"),
                                        .input = nullptr,
                                        .context = nullptr},
                                       Json::array({"query"})));
        return;
    }
    if (!EventSource::isWanted(request)) {
        responder.reply(guarded([&] { return entriesFrom(*record, *from); }));
    } else if (const auto share = context.take(Counted::Subscriptions, request, responder)) {
        auto stream = std::make_unique<LogStream>(*context.hub, session, id, *from);
        stream->keep(share);
        responder.stream(std::move(stream));
    }
}

} // namespace

void addInvocationLogRoutes(Router &router, const RouteContext &context)
{
    router.add(Method::Get, context.prefix + QStringLiteral("/action_invocations/{id}/log"),
               [context](const Request &request, const Router::Captures &captures,
                         const Responder &responder) {
                   if (const auto id = idFromPath(captures[QStringLiteral("id")], responder))
                       showLog(context, request, *id, responder);
               });
}

} // namespace Holdfast
