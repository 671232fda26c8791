// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/limits/limithit.h"

#include "core/wire/problem.h"

namespace Holdfast {

LimitHit LimitHit::of(ConnectionLimit what, const Limits &limits, int status)
{
    const LimitRow *row = limitRow(what);
    return {row, row->get(limits), status};
}

LimitHit LimitHit::of(Counted what, LimitScope scope, const Limits &limits)
{
    const LimitRow *row = limitRow(what, scope);
    return {row, row->get(limits), scope == LimitScope::Total ? 503 : 429};
}

Response LimitHit::toResponse(const QString &before) const
{
    const Problem problem {
        .detail = before.isEmpty() ? toSentence() : before + u' ' + toSentence(),
        .type = {},
        .status = status,
        .title = QStringLiteral("LimitExceeded"),
        .extra = {{"limit", {{"key", row->key()}, {"value", value}, {"counts_for", row->section}}}},
    };
    Response response {status, "application/problem+json", {}, toBytes(toJson(problem))};
    if (status == 429 || status == 503)
        response.headers.add("retry-after", "1");
    return response;
}

Response noPlaceResponse(const std::optional<LimitHit> &why)
{
    return why ? why->toResponse(QStringLiteral("There are too many connections."))
               : Response::error(503, QStringLiteral("There are too many connections for this "
                                                     "computer. Try again later."));
}

} // namespace Holdfast
