// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/jsontext.h"

#include "core/config/configurationerror.h"
#include "core/config/echo.h"
#include "core/config/findings.h"
#include "core/config/strictcheck.h"
#include "core/thing/json/foreignjson.h"

#include <utility>

namespace Holdfast {

namespace {

constexpr JsonLimits s_configurationLimits {.depth = 100, .members = 1000, .values = 100'000};

// JSON lets an object have a key twice, and the parser keeps the last one: a Thing would be lost
// without a message.
ConfigurationError duplicate(const QStringList &path, const QString &key)
{
    QString whole;
    for (const QString &part : path)
        whole = childKey(whole, part);
    return {childKey(whole, key), QStringLiteral("This key occurs twice.")};
}

// Returns an error at the byte \a at of \a text.
ConfigurationError errorAt(const QByteArray &text, qsizetype at, const QString &message)
{
    const QByteArrayView before = QByteArrayView(text).first(at);
    ConfigurationError error({}, message);
    error.line = static_cast<int>(before.count('\n')) + 1;
    error.column = static_cast<int>(at - before.lastIndexOf('\n'));
    return error;
}

ConfigurationError errorOf(const QByteArray &text, const JsonFlaw &flaw)
{
    // The reason quotes the file, which may contain any characters.
    const QString reason = shown(flaw.reason, 400);
    switch (flaw.kind) {
    case JsonFlaw::Kind::Excess:
        return errorAt(text, flaw.position, reason + u'.');
    case JsonFlaw::Kind::Syntax:
        return errorAt(text, flaw.position, QStringLiteral("This is not JSON: %1.").arg(reason));
    case JsonFlaw::Kind::Number:
        break;
    }
    return {{}, QStringLiteral("This cannot be read: %1.").arg(reason)};
}

} // namespace

Json parseJsonText(const QByteArray &text, Findings &findings)
{
    const auto addDuplicate = [&findings](const QStringList &path, const QString &key) {
        findings.add(duplicate(path, key));
        return true;
    };
    ParsedJson parsed =
        parseForeignJson(text, s_configurationLimits, addDuplicate, JsonComments::Allowed);
    if (const auto *flaw = std::get_if<JsonFlaw>(&parsed))
        throw errorOf(text, *flaw);
    return std::get<Json>(std::move(parsed));
}

} // namespace Holdfast
