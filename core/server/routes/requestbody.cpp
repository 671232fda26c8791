// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/requestbody.h"

#include <array>

namespace Holdfast {

namespace {

struct Flaw
{
    qsizetype position;
    QString reason;
};

// The end of the string that begins at \a at, or of the text.
qsizetype skipString(const QByteArray &text, qsizetype at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\')
            ++at;
    }
    return at;
}

std::optional<Flaw> findExcess(const QByteArray &text)
{
    std::array<int, JsonLimits::depth + 1> members {};
    int depth = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        switch (text[at]) {
        case '"':
            at = skipString(text, at);
            break;
        case '[':
        case '{':
            if (++depth > JsonLimits::depth)
                return Flaw {at, QStringLiteral("Arrays and objects may be nested %1 deep")
                                     .arg(JsonLimits::depth)};
            members[size_t(depth)] = 0;
            break;
        case ']':
        case '}':
            depth = std::max(0, depth - 1);
            break;
        case ':':
            if (++members[size_t(depth)] > JsonLimits::members)
                return Flaw {
                    at, QStringLiteral("An object may have %1 members").arg(JsonLimits::members)};
            break;
        default:
            break;
        }
    }
    return {};
}

Error undecodable(const Flaw &flaw)
{
    return Error::invalid({ValidationIssue {
        .type = QStringLiteral("json_invalid"),
        .location = Json::array({flaw.position}),
        .message = QStringLiteral("JSON decode error"),
        .input = Json::object(),
        .context = Json {{"error", flaw.reason}},
    }});
}

// "expected string literal" of "[json.exception.parse_error.101] parse error at line 1, column 2:
// syntax error while ...".
QString reasonOf(const nlohmann::json::exception &error)
{
    const QString text = QString::fromUtf8(error.what());
    const QString reason = text.section(QStringLiteral(": "), 1);
    return reason.isEmpty() ? text.section(QStringLiteral("] "), 1) : reason;
}

} // namespace

Result<Json> parseBody(const QByteArray &body)
{
    if (body.trimmed().isEmpty())
        return missingBody();
    if (const auto excess = findExcess(body))
        return undecodable(*excess);
    try {
        return Json::parse(body.cbegin(), body.cend());
    } catch (const Json::parse_error &error) {
        const auto position = qsizetype(error.byte);
        return undecodable({std::max(qsizetype {0}, position - 1), reasonOf(error)});
    } catch (const Json::exception &error) {
        return undecodable({0, reasonOf(error)});
    }
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
