// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/dataschema.h"
#include "core/thing/json.h"

namespace Holdfast {

//! \a schema as a data schema of a Thing Description, title and description included.
Json toSchemaJson(const DataSchema &schema);

//! Adds to \a target what \a schema says about its values: all but title and description.
void addSchema(Json &target, const DataSchema &schema);

} // namespace Holdfast
