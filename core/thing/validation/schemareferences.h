// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>

namespace Holdfast {

//! Returns \a schema, which is JSON Schema from outside, with each "$ref" replaced by the definition to
//! which it refers, and without the keywords that schemaFromJson() neither enforces nor publishes. Throws
//! DeclarationError for a schema that is no object, too deep or too large, and for a reference that
//! cannot be replaced.
Json withoutReferences(const Json &schema);

//! Throws the DeclarationError about the schema at \a place ("#/properties/x").
[[noreturn]] void throwWrongSchema(const QString &place, const QString &what);

} // namespace Holdfast
