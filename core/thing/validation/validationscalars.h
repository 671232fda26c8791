// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation/validation.h"

#include <utility>

// The scalar half of validate(): one value, at most one issue, its location empty.
namespace Holdfast {

//! Returns the outcome for a value with one \a issue.
inline Validated wrong(ValidationIssue issue)
{
    return {nullptr, {std::move(issue)}};
}

Validated validateBoolean(const Json &value);
Validated validateString(const DataSchema &schema, const Json &value);

Validated validateInteger(const DataSchema &schema, const Json &value);
Validated validateNumber(const DataSchema &schema, const Json &value);

} // namespace Holdfast
