// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/dataschema.h"
#include "core/thing/json.h"

namespace Holdfast {

//! Whose word for a unit is used: OpenAPI has none of its own, and some of its readers refuse a word that
//! they do not know.
enum class SchemaDialect { ThingDescription, OpenApi };

//! \a schema in JSON, title and description included.
Json toSchemaJson(const DataSchema &schema,
                  SchemaDialect dialect = SchemaDialect::ThingDescription);

//! Adds to \a target what \a schema says about its values: all but title and description.
void addSchema(Json &target, const DataSchema &schema,
               SchemaDialect dialect = SchemaDialect::ThingDescription);

} // namespace Holdfast
