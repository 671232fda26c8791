// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/json/foreignjson.h"
#include "core/thing/thingerror.h"
#include "core/thing/validation/schemafromjson.h"
#include "core/thing/validation/schemajson.h"
#include "core/thing/validation/validation.h"
#include "tests/fuzz/fuzztarget.h"

#include <optional>

namespace Holdfast::fuzz_schema {

namespace {

using Fuzz::require;

std::optional<DataSchema> schemaOf(const Json &json)
{
    try {
        return schemaFromJson(json);
    } catch (const DeclarationError &) {
        return {};
    }
}

void checkValue(const DataSchema &schema, const Json &value)
{
    const Validated checked = validate(schema, value);
    for (const ValidationIssue &issue : checked.issues) {
        require(!issue.message.isEmpty(), "An issue says what is wrong.");
        toBytes(issue.toJson(Json::array({"body"})));
    }
    if (checked.isValid())
        require(validate(schema, checked.value).isValid(), "A value that was accepted is valid.");
}

// The input is {"schema": ..., "value": ...}, or a schema alone.
void readSchema(QByteArrayView input)
{
    const Json json = foreignJsonOrNull(input);
    const bool hasValue = json.is_object() && json.contains("schema") && json.contains("value");
    const auto schema = schemaOf(hasValue ? json["schema"] : json);
    if (!schema)
        return;
    checkValue(*schema, hasValue ? json["value"] : json);
    const Json published = toSchemaJson(*schema);
    const auto again = schemaOf(published);
    require(again.has_value(), "A schema that is published can be read by another Holdfast.");
    require(toSchemaJson(*again) == published,
            "A schema stays what it is from one Holdfast to the next.");
    toBytes(toSchemaJson(*schema, SchemaDialect::OpenApi));
}

const Fuzz::Target s_target("schema", &readSchema);

} // namespace

} // namespace Holdfast::fuzz_schema
