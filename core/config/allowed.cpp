// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/allowed.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

namespace Holdfast {

namespace {

QString rangeText(const DataSchema &schema)
{
    auto minimum = schema.minimum;
    auto maximum = schema.maximum;
    if (schema.representable) {
        // A limit that a double cannot hold exactly would be printed wrong.
        constexpr qint64 exact = qint64 {1} << 53;
        const auto [least, most] = *schema.representable;
        if (!minimum && least >= -exact)
            minimum = static_cast<double>(least);
        if (!maximum && most <= exact)
            maximum = static_cast<double>(most);
    }
    const auto number = [](double value) { return QString::number(value, 'g', 15); };
    if (minimum && maximum)
        return QStringLiteral(" from %1 to %2").arg(number(*minimum), number(*maximum));
    if (minimum)
        return QStringLiteral(" of at least %1").arg(number(*minimum));
    if (maximum)
        return QStringLiteral(" of at most %1").arg(number(*maximum));
    return {};
}

QString stringText(const DataSchema &schema)
{
    if (!schema.enumeration.isEmpty())
        return schema.enumeration.join(QStringLiteral(", "));
    return schema.minLength.value_or(0) > 0 ? QStringLiteral("a string that is not empty")
                                            : QStringLiteral("a string");
}

QString objectText(const DataSchema &schema)
{
    if (schema.members.isEmpty())
        return schema.additionalProperties ? QStringLiteral("an object")
                                           : QStringLiteral("an empty object");
    QStringList names;
    for (const SchemaMember &member : schema.members)
        names.append(member.name);
    return QStringLiteral("an object with ") + names.join(QStringLiteral(", "));
}

QString typeText(const DataSchema &schema)
{
    switch (schema.type) {
    case DataSchema::Type::Any:
        return QStringLiteral("anything");
    case DataSchema::Type::Null:
        return QStringLiteral("null");
    case DataSchema::Type::Boolean:
        return QStringLiteral("true or false");
    case DataSchema::Type::Integer:
        return QStringLiteral("an integer") + rangeText(schema);
    case DataSchema::Type::Number:
        return QStringLiteral("a number") + rangeText(schema);
    case DataSchema::Type::String:
        return stringText(schema);
    case DataSchema::Type::Array:
        return QStringLiteral("a list");
    case DataSchema::Type::Object:
        return objectText(schema);
    }
    return {};
}

// Levenshtein's distance, extended: exchanging two neighbours is one step as well.
int distance(const QString &a, const QString &b)
{
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> before(width), above(width), row(width);
    std::iota(above.begin(), above.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto k = static_cast<std::size_t>(j);
            row[k + 1] =
                std::min({above[k] + (a[i] == b[j] ? 0 : 1), above[k + 1] + 1, row[k] + 1});
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
                row[k + 1] = std::min(row[k + 1], before[k - 1] + 1);
        }
        before = std::exchange(above, row);
    }
    return above.back();
}

} // namespace

QString allowedText(const DataSchema &schema)
{
    const QString text = typeText(schema);
    return schema.nullable ? text + QStringLiteral(", or null") : text;
}

QString nearMiss(const QString &given, const QStringList &known)
{
    QString nearest;
    int least = std::numeric_limits<int>::max();
    for (const QString &name : known) {
        const int steps = distance(given.toLower(), name.toLower());
        // Short names are all near each other.
        if (steps <= 2 && steps < static_cast<int>(name.size()) - 1 && steps < least) {
            nearest = name;
            least = steps;
        }
    }
    return nearest;
}

QString didYouMean(const QString &given, const QStringList &known)
{
    const QString nearest = nearMiss(given, known);
    return nearest.isEmpty() ? QString() : QStringLiteral(" Did you mean \"%1\"?").arg(nearest);
}

} // namespace Holdfast
