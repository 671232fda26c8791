// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"
#include "core/thing/validation/dataschema.h"

namespace Holdfast {

//! Returns the data schema that \a schema says: JSON Schema, or an affordance or data schema of a Thing
//! Description, from outside. core/thing/affordances/runtimeaffordances.h says what of it is enforced,
//! published or dropped. Throws DeclarationError, whose sentence names the place ("#/properties/x"), for
//! a schema that cannot be used, and for one that is too deep or too large; nothing else.
DataSchema schemaFromJson(const Json &schema);

} // namespace Holdfast
