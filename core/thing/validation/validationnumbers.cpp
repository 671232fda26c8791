// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/validationissues.h"
#include "core/thing/validation/validationscalars.h"

#include <QRegularExpression>

#include <charconv>
#include <cmath>
#include <limits>

namespace Holdfast {

namespace {

// Exact for every qint64 and every double on all platforms that Holdfast supports, so one set of
// limit checks serves both.
using Real = long double;

constexpr Real infinity = std::numeric_limits<Real>::infinity();

// Returns a limit as the context shows it: whole numbers for integers, 10.0 for numbers.
Json limitOf(const DataSchema &schema, double limit)
{
    const bool isWhole = std::trunc(limit) == limit && std::abs(limit) < 9.2e18;
    if (schema.type == DataSchema::Type::Integer && isWhole)
        return static_cast<qint64>(limit);
    return limit;
}

bool isMultiple(Real value, Real step, bool exactly)
{
    const Real remainder = std::abs(std::fmod(value, step));
    // 0.3 is a multiple of 0.1, despite their binary fractions.
    const Real tolerance = exactly ? 0 : std::abs(value) / 1e9L;
    return remainder <= tolerance || std::abs(remainder - std::abs(step)) <= tolerance;
}

// Returns the first limit that is exceeded, in pydantic's order. The range of the C++ type counts
// as a limit.
std::optional<ValidationIssue> exceeded(const DataSchema &schema, Real value, const Json &input)
{
    const bool isInteger = schema.type == DataSchema::Type::Integer;
    if (schema.multipleOf && *schema.multipleOf != 0.0 && std::isfinite(value)
        && !isMultiple(value, static_cast<Real>(*schema.multipleOf), isInteger))
        return Issue::notAMultiple(limitOf(schema, *schema.multipleOf), input);
    if (schema.maximum && value > static_cast<Real>(*schema.maximum))
        return Issue::tooLarge(limitOf(schema, *schema.maximum), input);
    if (schema.exclusiveMaximum && value >= static_cast<Real>(*schema.exclusiveMaximum))
        return Issue::notBelow(limitOf(schema, *schema.exclusiveMaximum), input);
    if (schema.minimum && value < static_cast<Real>(*schema.minimum))
        return Issue::tooSmall(limitOf(schema, *schema.minimum), input);
    if (schema.exclusiveMinimum && value <= static_cast<Real>(*schema.exclusiveMinimum))
        return Issue::notAbove(limitOf(schema, *schema.exclusiveMinimum), input);
    if (!isInteger)
        return {};
    const auto [least, most] = schema.representable.value_or(
        std::pair {std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()});
    if (value > static_cast<Real>(most))
        return Issue::tooLarge(most, input);
    if (value < static_cast<Real>(least))
        return Issue::tooSmall(least, input);
    return {};
}

// Whole numbers beyond a qint64 become infinite: too large for every integer type.
std::optional<Real> wholeNumberIn(const QString &text)
{
    static const QRegularExpression whole(QStringLiteral("^([+-]?)(\\d+(?:_\\d+)*)(?:\\.0+)?$"));
    const auto match = whole.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    const bool isNegative = match.captured(1) == QLatin1String("-");
    QString digits = match.captured(2).remove(QLatin1Char('_'));
    if (isNegative)
        digits.prepend(QLatin1Char('-'));
    bool fits = false;
    const qint64 number = digits.toLongLong(&fits);
    if (!fits)
        return isNegative ? -infinity : infinity;
    return static_cast<Real>(number);
}

std::optional<double> numberIn(const QString &text)
{
    static const QRegularExpression misplaced(QStringLiteral("(?<!\\d)_|_(?!\\d)|^[+-]{2}"));
    QString plain = text.trimmed();
    if (plain.contains(misplaced))
        return {};
    plain.remove(QLatin1Char('_'));
    if (plain.startsWith(QLatin1Char('+')))
        plain.remove(0, 1);
    const std::string digits = plain.toStdString();
    const char *end = digits.data() + digits.size();
    double number = 0;
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    if (rest != end || digits.empty() || error == std::errc::invalid_argument)
        return {};
    if (error == std::errc::result_out_of_range)
        return std::numeric_limits<double>::infinity();
    return number;
}

} // namespace

Validated validateInteger(const DataSchema &schema, const Json &value)
{
    Real number = 0;
    if (value.is_boolean()) {
        number = value.get<bool>() ? 1 : 0;
    } else if (value.is_number_unsigned()) {
        number = static_cast<Real>(value.get<quint64>());
    } else if (value.is_number_integer()) {
        number = static_cast<Real>(value.get<qint64>());
    } else if (value.is_number_float()) {
        number = static_cast<Real>(value.get<double>());
        if (!std::isfinite(number))
            return wrong(Issue::notFinite(value));
        if (std::trunc(number) != number)
            return wrong(Issue::fractionalInteger(value));
    } else if (value.is_string()) {
        const auto parsed = wholeNumberIn(value.get<QString>());
        if (!parsed)
            return wrong(Issue::unreadableInteger(value));
        number = *parsed;
    } else {
        return wrong(Issue::notAnInteger(value));
    }
    if (const auto issue = exceeded(schema, number, value))
        return wrong(*issue);
    return {static_cast<qint64>(number), {}};
}

Validated validateNumber(const DataSchema &schema, const Json &value)
{
    double number = 0;
    if (value.is_boolean()) {
        number = value.get<bool>() ? 1 : 0;
    } else if (value.is_number()) {
        number = value.get<double>();
    } else if (value.is_string()) {
        const auto parsed = numberIn(value.get<QString>());
        if (!parsed)
            return wrong(Issue::unreadableNumber(value));
        number = *parsed;
    } else {
        return wrong(Issue::notANumber(value));
    }
    // LabThings lets them through unless told not to; here they are refused, as no instrument can
    // go to NaN.
    if (!std::isfinite(number))
        return wrong(Issue::notFinite(value));
    if (const auto issue = exceeded(schema, static_cast<Real>(number), value))
        return wrong(*issue);
    return {number, {}};
}

} // namespace Holdfast
