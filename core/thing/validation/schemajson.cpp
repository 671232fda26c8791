// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/schemajson.h"

#include "core/thing/affordances/mediatype.h"

#include <algorithm>
#include <cmath>

namespace Holdfast {

namespace {

using Type = DataSchema::Type;

const char *typeName(Type type)
{
    switch (type) {
    case Type::Any:
        return nullptr;
    case Type::Null:
        return "null";
    case Type::Boolean:
        return "boolean";
    case Type::Integer:
        return "integer";
    case Type::Number:
        return "number";
    case Type::String:
        return "string";
    case Type::Array:
        return "array";
    case Type::Object:
        return "object";
    }
    return nullptr;
}

// Returns a limit as its author wrote it: 100, not 100.0.
Json limitJson(double limit)
{
    constexpr double exactlyCounted = 9007199254740992.0;
    if (std::trunc(limit) == limit && std::abs(limit) <= exactlyCounted)
        return static_cast<qint64>(limit);
    return limit;
}

void addLimit(Json &target, const char *key, const std::optional<double> &limit)
{
    if (limit)
        target[key] = limitJson(*limit);
}

void addLength(Json &target, const char *key, const std::optional<int> &length)
{
    if (length)
        target[key] = *length;
}

Json schemasJson(const std::vector<DataSchema> &schemas, SchemaDialect dialect)
{
    Json list = Json::array();
    for (const DataSchema &schema : schemas)
        list.push_back(toSchemaJson(schema, dialect));
    return list;
}

void addMembers(Json &target, const DataSchema &schema, SchemaDialect dialect)
{
    Json properties = Json::object();
    Json required = Json::array();
    for (const SchemaMember &member : schema.members) {
        properties[toUtf8String(member.name)] = toSchemaJson(member.schema, dialect);
        if (member.required)
            required.push_back(member.name);
    }
    if (!schema.members.isEmpty() || !schema.additionalProperties)
        target["properties"] = std::move(properties);
    if (!required.empty())
        target["required"] = std::move(required);
    // An object with members ignores others: the schema need not mention them.
    if (schema.members.isEmpty() || !schema.additionalProperties)
        target["additionalProperties"] = schema.additionalProperties;
}

void addBlob(Json &target, const QString &mediaType)
{
    Json typeJson {{"title", "Media Type"}, {"type", "string"}};
    if (!mediaType.isEmpty()) {
        typeJson["default"] = mediaType;
        if (!isMediaTypeWildcard(mediaType))
            typeJson["const"] = mediaType;
    }
    target["type"] = "object";
    target["properties"] = Json {
        {"href", {{"title", "Href"}, {"type", "string"}}},
        {"media_type", std::move(typeJson)},
        {"rel", {{"title", "Rel"}, {"const", "output"}, {"default", "output"}, {"type", "string"}}},
        {"description", {{"title", "Description"}, {"default", ""}, {"type", "string"}}},
    };
    target["required"] = Json::array({"href", "media_type"});
}

void addType(Json &target, const DataSchema &schema, SchemaDialect dialect)
{
    if (schema.isBlob) {
        addBlob(target, schema.mediaType);
        return;
    }
    if (const char *name = typeName(schema.type))
        target["type"] = name;
    addLimit(target, "minimum", schema.minimum);
    addLimit(target, "maximum", schema.maximum);
    addLimit(target, "exclusiveMinimum", schema.exclusiveMinimum);
    addLimit(target, "exclusiveMaximum", schema.exclusiveMaximum);
    addLimit(target, "multipleOf", schema.multipleOf);
    const bool isArray = schema.type == Type::Array;
    if (isArray && !schema.positions.empty())
        target[dialect == SchemaDialect::OpenApi ? "prefixItems" : "items"] =
            schemasJson(schema.positions, dialect);
    else if (isArray && schema.items)
        target["items"] = toSchemaJson(*schema.items, dialect);
    addLength(target, isArray ? "maxItems" : "maxLength", schema.maxLength);
    addLength(target, isArray ? "minItems" : "minLength", schema.minLength);
    if (schema.type == Type::Object)
        addMembers(target, schema, dialect);
    if (schema.unchecked.is_object())
        target.update(schema.unchecked);
}

void addEnumeration(Json &target, const DataSchema &schema)
{
    Json values = Json::array();
    for (const QString &word : schema.enumeration)
        values.push_back(word);
    for (const Json &literal : schema.literals)
        values.push_back(literal);
    if (!values.empty())
        target["enum"] = std::move(values);
}

} // namespace

void addSchema(Json &target, const DataSchema &schema, SchemaDialect dialect)
{
    if (!schema.alternatives.empty()) {
        Json values = schemasJson(schema.alternatives, dialect);
        if (schema.nullable)
            values.push_back(Json {{"type", "null"}});
        // A value may fit several of them, which OpenAPI's readers refuse in oneOf.
        target[dialect == SchemaDialect::OpenApi ? "anyOf" : "oneOf"] = std::move(values);
    } else if (schema.nullable) {
        Json value = Json::object();
        addEnumeration(value, schema);
        addType(value, schema, dialect);
        target["oneOf"] = Json::array({std::move(value), Json {{"type", "null"}}});
    }
    if (const QString unit = schema.unitSymbol(); !unit.isEmpty())
        target[dialect == SchemaDialect::OpenApi ? "x-unit" : "unit"] = unit;
    if (!schema.nullable)
        addEnumeration(target, schema);
    if (schema.defaultValue && !schema.defaultValue->is_null())
        target["default"] = *schema.defaultValue;
    if (!schema.nullable)
        addType(target, schema, dialect);
}

Json toSchemaJson(const DataSchema &schema, SchemaDialect dialect)
{
    Json json = Json::object();
    if (!schema.description.isEmpty())
        json["description"] = schema.description;
    if (!schema.title.isEmpty())
        json["title"] = schema.title;
    addSchema(json, schema, dialect);
    return json;
}

} // namespace Holdfast
