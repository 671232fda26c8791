// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/announceentry.h"

#include "core/config/configurationerror.h"
#include "core/config/configurationschema.h"
#include "core/config/echo.h"
#include "core/config/strictcheck.h"

#include <algorithm>

namespace Holdfast {

namespace {

// The name of a service is one label in DNS.
bool isServiceName(const QString &name)
{
    constexpr qsizetype mostBytes = 63;
    return name.toUtf8().size() <= mostBytes && std::none_of(name.begin(), name.end(), [](QChar c) {
               return c.category() == QChar::Other_Control;
           });
}

} // namespace

std::optional<QString> readAnnounceEntry(const Json &entry)
{
    const QString key = QStringLiteral("announce");
    if (entry.is_boolean())
        return entry.get<bool>() ? std::optional(QStringLiteral("")) : std::nullopt;
    if (!entry.is_object())
        throw ConfigurationError(key, quoted(entry) + QStringLiteral(" is not allowed here."),
                                 QStringLiteral("true, false, or an object with name"));
    const Json checked = strictlyChecked(announceSchema(), entry, key);
    const auto name = checked.at("name").get<QString>();
    if (!isServiceName(name))
        throw ConfigurationError(
            childKey(key, QStringLiteral("name")),
            quoted(checked.at("name")) + QStringLiteral(" is not allowed here."),
            QStringLiteral("at most 63 bytes of UTF-8 without control characters"));
    return name;
}

} // namespace Holdfast
