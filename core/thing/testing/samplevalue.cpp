// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/testing/samplevalue.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace Holdfast {

namespace {

double nearestToZero(const DataSchema &schema)
{
    const double step =
        schema.multipleOf.value_or(schema.type == DataSchema::Type::Integer ? 1 : 1e-3);
    double low = schema.minimum.value_or(-std::numeric_limits<double>::infinity());
    double high = schema.maximum.value_or(std::numeric_limits<double>::infinity());
    if (schema.exclusiveMinimum)
        low = std::max(low, *schema.exclusiveMinimum + step);
    if (schema.exclusiveMaximum)
        high = std::min(high, *schema.exclusiveMaximum - step);
    if (low > 0)
        return std::ceil(low / step) * step;
    return high < 0 ? std::floor(high / step) * step : 0;
}

Json sampleArray(const DataSchema &schema)
{
    Json array = Json::array();
    for (const DataSchema &position : schema.positions)
        array.push_back(sampleValue(position));
    for (int i = int(schema.positions.size()); i < schema.minLength.value_or(0); ++i)
        array.push_back(schema.items ? sampleValue(*schema.items) : Json(nullptr));
    return array;
}

Json sampleObject(const DataSchema &schema)
{
    Json object = Json::object();
    for (const SchemaMember &member : schema.members)
        object[member.name.toStdString()] = sampleValue(member.schema);
    return object;
}

} // namespace

Json sampleValue(const DataSchema &schema)
{
    if (schema.defaultValue)
        return *schema.defaultValue;
    if (schema.nullable)
        return nullptr;
    if (!schema.literals.empty())
        return schema.literals.front();
    if (!schema.alternatives.empty())
        return sampleValue(schema.alternatives.front());
    switch (schema.type) {
    case DataSchema::Type::Boolean:
        return false;
    case DataSchema::Type::Integer:
        return std::llround(nearestToZero(schema));
    case DataSchema::Type::Number:
        return nearestToZero(schema);
    case DataSchema::Type::String:
        return schema.enumeration.isEmpty()
                   ? Json(std::string(size_t(schema.minLength.value_or(0)), 'x'))
                   : Json(schema.enumeration.first());
    case DataSchema::Type::Array:
        return sampleArray(schema);
    case DataSchema::Type::Object:
        return schema.isBlob ? Json(nullptr) : sampleObject(schema);
    case DataSchema::Type::Any:
    case DataSchema::Type::Null:
        break;
    }
    return nullptr;
}

} // namespace Holdfast
