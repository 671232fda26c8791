// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/lock/historyparameters.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/wire/historyjson.h"

namespace Holdfast {

namespace {

const QString historyPath = QStringLiteral("/lock/history");

//! Returns the address of the same query, from \a cursor on.
QByteArray addressAfter(const RouteContext &context, const Request &request,
                        const HistoryCursor &cursor)
{
    QUrlQuery query = request.query;
    query.removeAllQueryItems(QStringLiteral("cursor"));
    query.addQueryItem(QStringLiteral("cursor"), cursor.toText());
    return context.address(request, historyPath).toUtf8() + '?'
           + query.toString(QUrl::FullyEncoded).toUtf8();
}

void showHistory(const RouteContext &context, const Request &request, const Responder &responder)
{
    const auto query = readHistoryQuery(request.query);
    if (const auto *issue = std::get_if<ValidationIssue>(&query)) {
        responder.reply(invalidRequest(*issue, Json::array({"query"})));
        return;
    }
    const auto share = context.take(Counted::HistoryQueries, request, responder);
    if (!share)
        return;
    context.answer(context.session(request).lock().history(std::get<HistoryQuery>(query)),
                   responder, [context, request, share](const Result<HistoryPage> &page) {
                       Response response = Response::json(toBytes(toJson(*page)));
                       response.headers.add("cache-control", "no-store");
                       if (page->next)
                           response.headers.add("link",
                                                '<' + addressAfter(context, request, *page->next)
                                                    + ">; rel=\"next\"");
                       return response;
                   });
}

} // namespace

void addHistoryRoutes(Router &router, const RouteContext &context)
{
    router.add(Method::Get, context.prefix + historyPath,
               [context](const Request &request, const auto &, const Responder &responder) {
                   showHistory(context, request, responder);
               });
}

} // namespace Holdfast
