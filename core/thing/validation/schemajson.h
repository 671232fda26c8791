// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"
#include "core/thing/validation/dataschema.h"

namespace Holdfast {

//! The vocabulary for units: OpenAPI has none of its own, and some of its readers refuse a word
//! that they do not know.
enum class SchemaDialect { ThingDescription, OpenApi };

//! Returns \a schema in JSON, title and description included.
Json toSchemaJson(const DataSchema &schema,
                  SchemaDialect dialect = SchemaDialect::ThingDescription);

//! Adds to \a target the keywords of \a schema for its values: all but title and description.
void addSchema(Json &target, const DataSchema &schema,
               SchemaDialect dialect = SchemaDialect::ThingDescription);

} // namespace Holdfast
