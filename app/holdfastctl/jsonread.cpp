// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/jsonread.h"

#include "core/config/echo.h"

namespace Holdfast::Ctl::JsonRead {

const Json &member(const Json &object, const char *key)
{
    static const Json nothing;
    if (!object.is_object())
        return nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
}

QString text(const Json &object, const char *key)
{
    constexpr qsizetype most = 500;
    const Json &value = member(object, key);
    return value.is_string() ? shown(toQString(value.get<std::string>()), most) : QString();
}

bool flag(const Json &object, const char *key)
{
    const Json &value = member(object, key);
    return value.is_boolean() && value.get<bool>();
}

std::optional<qint64> number(const Json &object, const char *key)
{
    constexpr quint64 most = quint64 {1}
                             << 53; // so that nothing overflows when it is reckoned with
    const Json &value = member(object, key);
    if (value.is_number_unsigned())
        return value.get<quint64>() <= most ? std::optional(value.get<qint64>()) : std::nullopt;
    if (!value.is_number_integer() || value.get<qint64>() < 0)
        return {};
    return value.get<qint64>();
}

std::optional<std::chrono::milliseconds> duration(const Json &object, const char *key)
{
    const std::optional<qint64> count = number(object, key);
    return count ? std::optional(std::chrono::milliseconds {*count}) : std::nullopt;
}

QString time(const Json &object, const char *key)
{
    const QDateTime utc = QDateTime::fromString(text(object, key), Qt::ISODateWithMs);
    if (!utc.isValid())
        return {};
    const QDateTime local = utc.toLocalTime();
    return local.toString(local.date() == QDate::currentDate()
                              ? QStringLiteral("HH:mm:ss")
                              : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

} // namespace Holdfast::Ctl::JsonRead
