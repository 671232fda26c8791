// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/validation.h"

#include "core/thing/validation/validationblob.h"
#include "core/thing/validation/validationissues.h"
#include "core/thing/validation/validationscalars.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace Holdfast {

namespace {

// Copying and writing JSON recurse. No input of an instrument needs more levels than this.
constexpr int maximumDepth = 200;

// Every issue repeats the bad value: without a limit, a small body could cause a huge answer.
constexpr qsizetype maximumIssues = 100;

Validated validateNested(const DataSchema &schema, const Json &value, const FindBlob &findBlob);

bool isNestedDeeper(const Json &root, int limit)
{
    std::vector<std::pair<const Json *, int>> open {{&root, 1}};
    while (!open.empty()) {
        const auto [node, depth] = open.back();
        open.pop_back();
        if (!node->is_structured())
            continue;
        if (depth > limit)
            return true;
        for (const Json &child : *node) {
            if (child.is_structured())
                open.emplace_back(&child, depth + 1);
        }
    }
    return false;
}

void append(QList<ValidationIssue> &issues, ValidationIssue issue, const Json &step)
{
    if (issues.size() >= maximumIssues)
        return;
    issue.location.insert(issue.location.begin(), step);
    issues.append(std::move(issue));
}

void append(QList<ValidationIssue> &issues, const QList<ValidationIssue> &nested, const Json &step)
{
    for (const ValidationIssue &issue : nested)
        append(issues, issue, step);
}

Validated validateArray(const DataSchema &schema, const Json &value, const FindBlob &findBlob)
{
    if (!value.is_array())
        return {nullptr, {Issue::notAList(value)}};
    if (schema.maxLength && value.size() > static_cast<std::size_t>(std::max(0, *schema.maxLength)))
        return {nullptr, {Issue::listTooLong(*schema.maxLength, value)}};
    Validated result {schema.items ? Json::array() : value, {}, {}};
    for (std::size_t i = 0;
         schema.items && i < value.size() && result.issues.size() < maximumIssues; ++i) {
        Validated item = validateNested(*schema.items, value[i], findBlob);
        append(result.issues, item.issues, i);
        result.blobs += item.blobs;
        result.value.push_back(std::move(item.value));
    }
    if (result.isValid() && schema.minLength
        && value.size() < static_cast<std::size_t>(std::max(0, *schema.minLength)))
        result.issues.append(Issue::listTooShort(*schema.minLength, value));
    return result;
}

Validated validateTuple(const DataSchema &schema, const Json &value, const FindBlob &findBlob)
{
    if (!value.is_array())
        return {nullptr, {Issue::notATuple(value)}};
    if (schema.maxLength && value.size() > static_cast<std::size_t>(*schema.maxLength))
        return {nullptr, {Issue::tupleTooLong(*schema.maxLength, value)}};
    Validated result {value, {}, {}};
    const auto least = static_cast<std::size_t>(schema.minLength.value_or(0));
    for (std::size_t i = 0; i < std::max(value.size(), std::min(least, schema.positions.size()));
         ++i) {
        if (i >= value.size()) {
            append(result.issues, Issue::missing(value), i);
        } else if (i < schema.positions.size()) {
            Validated item = validateNested(schema.positions[i], value[i], findBlob);
            append(result.issues, item.issues, i);
            result.blobs += item.blobs;
            result.value[i] = std::move(item.value);
        }
    }
    return result;
}

void validateMember(const SchemaMember &member, const Json &object, const FindBlob &findBlob,
                    Validated &result)
{
    const std::string name = toUtf8String(member.name);
    const auto given = object.find(name);
    if (given != object.end()) {
        Validated nested = validateNested(member.schema, *given, findBlob);
        append(result.issues, nested.issues, name);
        result.blobs += nested.blobs;
        result.value[name] = std::move(nested.value);
    } else if (member.required) {
        append(result.issues, Issue::missing(object), name);
    } else if (member.schema.defaultValue) {
        result.value[name] = *member.schema.defaultValue;
    } else if (member.schema.nullable) {
        result.value[name] = nullptr;
    }
}

Validated validateObject(const DataSchema &schema, const Json &value, const FindBlob &findBlob)
{
    if (!value.is_object())
        return {nullptr, {Issue::notAnObject(value)}};
    if (schema.members.isEmpty() && schema.additionalProperties)
        return {value, {}};
    Validated result {Json::object(), {}};
    for (const SchemaMember &member : schema.members)
        validateMember(member, value, findBlob, result);
    if (schema.additionalProperties && !schema.keepsAdditional)
        return result;
    for (const auto &[name, input] : value.items()) {
        const bool isKnown = std::any_of(
            schema.members.begin(), schema.members.end(),
            [wire = toQString(name)](const SchemaMember &member) { return member.name == wire; });
        if (!isKnown && schema.keepsAdditional)
            result.value[name] = input;
        else if (!isKnown)
            append(result.issues, Issue::extraForbidden(input), name);
    }
    return result;
}

// Returns the name that pydantic has for a branch of a union.
std::string branchName(const DataSchema &schema)
{
    if (!schema.enumeration.isEmpty() || !schema.literals.empty())
        return "literal";
    switch (schema.type) {
    case DataSchema::Type::Any:
        return "any";
    case DataSchema::Type::Null:
        return "none";
    case DataSchema::Type::Boolean:
        return "bool";
    case DataSchema::Type::Integer:
        return "int";
    case DataSchema::Type::Number:
        return "float";
    case DataSchema::Type::String:
        return "str";
    case DataSchema::Type::Array:
        return schema.positions.empty() ? "list" : "tuple";
    case DataSchema::Type::Object:
        return schema.title.isEmpty() ? "dict" : toUtf8String(schema.title);
    }
    return {};
}

// Returns whether validation has left a value as it was, its type included: 1 is not 1.0.
bool isUnchanged(const Json &value, const Json &validated)
{
    return value == validated && value.is_number_float() == validated.is_number_float();
}

Validated validateAlternatives(const DataSchema &schema, const Json &value,
                               const FindBlob &findBlob)
{
    std::optional<Validated> coerced;
    QList<ValidationIssue> issues;
    for (const DataSchema &alternative : schema.alternatives) {
        Validated one = validateNested(alternative, value, findBlob);
        if (one.isValid() && isUnchanged(value, one.value))
            return one;
        if (!one.isValid())
            append(issues, one.issues, branchName(alternative));
        else if (!coerced)
            coerced = std::move(one);
    }
    return coerced ? *std::move(coerced) : Validated {nullptr, issues};
}

Validated validateLiteral(const DataSchema &schema, const Json &value)
{
    const auto found = std::find(schema.literals.begin(), schema.literals.end(), value);
    if (found == schema.literals.end())
        return {nullptr, {Issue::notALiteral(schema.literals, value)}};
    return {*found, {}};
}

Validated validateNested(const DataSchema &schema, const Json &value, const FindBlob &findBlob)
{
    if (value.is_null() && schema.nullable)
        return {};
    if (schema.isBlob)
        return validateBlob(schema, value, findBlob);
    if (!schema.alternatives.empty())
        return validateAlternatives(schema, value, findBlob);
    if (!schema.literals.empty())
        return validateLiteral(schema, value);
    switch (schema.type) {
    case DataSchema::Type::Any:
        return {value, {}};
    case DataSchema::Type::Null:
        return value.is_null() ? Validated {} : Validated {nullptr, {Issue::notNull(value)}};
    case DataSchema::Type::Boolean:
        return validateBoolean(value);
    case DataSchema::Type::Integer:
        return validateInteger(schema, value);
    case DataSchema::Type::Number:
        return validateNumber(schema, value);
    case DataSchema::Type::String:
        return validateString(schema, value);
    case DataSchema::Type::Array:
        return schema.positions.empty() ? validateArray(schema, value, findBlob)
                                        : validateTuple(schema, value, findBlob);
    case DataSchema::Type::Object:
        return validateObject(schema, value, findBlob);
    }
    return {};
}

} // namespace

Json ValidationIssue::toJson(const Json &rootLocation) const
{
    Json where = rootLocation;
    where.insert(where.end(), location.begin(), location.end());
    Json json = Json::object();
    json["type"] = type;
    json["loc"] = std::move(where);
    json["msg"] = message;
    json["input"] = input;
    if (!context.is_null())
        json["ctx"] = context;
    return json;
}

Validated validate(const DataSchema &schema, const Json &value, const FindBlob &findBlob)
{
    if (isNestedDeeper(value, maximumDepth))
        return {nullptr, {Issue::nestedTooDeep(maximumDepth)}};
    if (value.is_null() && !schema.acceptsNull())
        return {nullptr, {Issue::missing(value)}};
    return validateNested(schema, value, findBlob);
}

} // namespace Holdfast
