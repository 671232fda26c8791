// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/requestbody.h"

#include "core/thing/json/foreignjson.h"

#include <utility>

namespace Holdfast {

namespace {

Error undecodable(const JsonFlaw &flaw)
{
    return Error::invalid({ValidationIssue {
        .type = QStringLiteral("json_invalid"),
        .location = Json::array({flaw.kind == JsonFlaw::Kind::Number ? 0 : flaw.position}),
        .message = QStringLiteral("JSON decode error"),
        .input = Json::object(),
        .context = Json {{"error", flaw.reason}},
    }});
}

} // namespace

Result<Json> parseBody(const QByteArray &body)
{
    if (body.trimmed().isEmpty())
        return missingBody();
    ParsedJson parsed = parseForeignJson(body);
    if (const auto *flaw = std::get_if<JsonFlaw>(&parsed))
        return undecodable(*flaw);
    return std::get<Json>(std::move(parsed));
}

Error missingBody()
{
    return Error::invalid({ValidationIssue {
        .type = QStringLiteral("missing"),
        .location = Json::array(),
        .message = QStringLiteral("Field required"),
        .input = nullptr,
        .context = nullptr,
    }});
}

} // namespace Holdfast
