// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonread.h"

#include <cmath>

namespace Holdfast::JsonRead {

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
    const Json &value = member(object, key);
    return value.is_string() ? toQString(value.get_ref<const std::string &>()) : QString();
}

bool flag(const Json &object, const char *key)
{
    const Json &value = member(object, key);
    return value.is_boolean() && value.get<bool>();
}

std::optional<quint64> number(const Json &object, const char *key)
{
    constexpr quint64 most = quint64 {1} << 53; // so that sums of such numbers do not overflow
    const Json &value = member(object, key);
    if (!value.is_number_integer() || (!value.is_number_unsigned() && value.get<qint64>() < 0))
        return {};
    const auto count = value.get<quint64>();
    return count <= most ? std::optional(count) : std::nullopt;
}

std::optional<double> real(const Json &object, const char *key)
{
    const Json &value = member(object, key);
    if (!value.is_number())
        return {};
    const auto given = value.get<double>();
    return std::isfinite(given) ? std::optional(given) : std::nullopt;
}

std::optional<std::chrono::milliseconds> duration(const Json &object, const char *key)
{
    const std::optional<quint64> count = number(object, key);
    return count ? std::optional(std::chrono::milliseconds {*count}) : std::nullopt;
}

QDateTime time(const Json &object, const char *key)
{
    return QDateTime::fromString(text(object, key), Qt::ISODateWithMs).toUTC();
}

Principal principal(const Json &object, const char *key, const char *kindKey)
{
    using enum Principal::Kind;
    const QString whole = text(object, key);
    const qsizetype begin = whole.lastIndexOf(QStringLiteral(" ("));
    // Each address has a port, and a name may have brackets of its own.
    const bool hasAddress = begin > 0 && whole.endsWith(u')') && whole.indexOf(u':', begin) > 0;
    std::optional<Principal::Kind> kind;
    if (kindKey)
        kind = word(object, kindKey, {Operator, Client, System});
    if (!kind)
        kind = hasAddress ? Client : whole == toWord(Operator) ? Operator : System;
    if (kind != Client || !hasAddress)
        return {*kind, whole, {}};
    return {Client, whole.first(begin), whole.mid(begin + 2).chopped(1)};
}

} // namespace Holdfast::JsonRead
