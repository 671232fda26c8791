// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/validationscalars.h"

#include "core/thing/validation/validationissues.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace Holdfast {

namespace {

Validated fine(Json value)
{
    return {std::move(value), {}};
}

// Returns the number of characters as people and Python count them, not of bytes or UTF-16 units.
qsizetype characterCount(std::string_view utf8)
{
    return std::count_if(utf8.begin(), utf8.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

Validated booleanOfWord(const Json &value)
{
    static constexpr std::array<std::string_view, 6> yes {"1", "on", "t", "true", "y", "yes"};
    static constexpr std::array<std::string_view, 6> no {"0", "off", "f", "false", "n", "no"};
    const std::string word = value.get<QString>().toLower().toStdString();
    if (std::find(yes.begin(), yes.end(), word) != yes.end())
        return fine(true);
    if (std::find(no.begin(), no.end(), word) != no.end())
        return fine(false);
    return wrong(Issue::unreadableBoolean(value));
}

} // namespace

Validated validateBoolean(const Json &value)
{
    if (value.is_boolean())
        return fine(value);
    if (value.is_string())
        return booleanOfWord(value);
    if (!value.is_number())
        return wrong(Issue::notABoolean(value));
    const auto number = value.get<double>();
    if (number == 0.0 || number == 1.0)
        return fine(number == 1.0);
    const bool isWhole =
        std::trunc(number) == number
        && std::abs(number) < static_cast<double>(std::numeric_limits<qint64>::max());
    return wrong(isWhole ? Issue::unreadableBoolean(value) : Issue::notABoolean(value));
}

Validated validateString(const DataSchema &schema, const Json &value)
{
    if (!schema.enumeration.isEmpty()) {
        if (value.is_string() && schema.enumeration.contains(value.get<QString>()))
            return fine(value);
        return wrong(Issue::notAWord(schema.enumeration, value));
    }
    if (!value.is_string())
        return wrong(Issue::notAString(value));
    const qsizetype length = characterCount(value.get_ref<const std::string &>());
    if (schema.minLength && length < *schema.minLength)
        return wrong(Issue::stringTooShort(*schema.minLength, value));
    if (schema.maxLength && length > *schema.maxLength)
        return wrong(Issue::stringTooLong(*schema.maxLength, value));
    return fine(value);
}

} // namespace Holdfast
