// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/pathid.h"

#include "core/server/routes/errorresponse.h"

#include <algorithm>

namespace Holdfast {

namespace {

bool isUuidDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
}

// Returns the error in the text; empty when there is none.
QString flawOf(const QString &text)
{
    constexpr int length = 36;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!isUuidDigit(text[i]) && text[i] != u'-')
            return QStringLiteral("invalid character: found `%1` at %2").arg(text[i]).arg(i + 1);
    }
    if (text.size() != length)
        return QStringLiteral("invalid length: expected %1 characters, found %2")
            .arg(length)
            .arg(text.size());
    for (int i = 0; i < length; ++i) {
        const bool isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (isHyphen != (text[i] == u'-'))
            return QStringLiteral("invalid group: expected 8-4-4-4-12 digits");
    }
    return {};
}

} // namespace

std::optional<QUuid> idFromPath(const QString &text, const Responder &responder)
{
    const QString flaw = flawOf(text);
    if (flaw.isEmpty())
        return QUuid::fromString(text);
    const ValidationIssue issue {
        .type = QStringLiteral("uuid_parsing"),
        .location = Json::array(),
        .message = QStringLiteral("Input should be a valid UUID, ") + flaw,
        .input = text,
        .context = Json {{"error", flaw}},
    };
    responder.reply(invalidRequest(issue, Json::array({"path", "id"})));
    return {};
}

} // namespace Holdfast
