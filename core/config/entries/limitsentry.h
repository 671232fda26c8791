// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limits.h"
#include "core/thing/json/json.h"
#include "core/thing/validation/dataschema.h"

namespace Holdfast {

//! Returns what `limits` of a configuration may contain: for each section an object with its limits.
DataSchema limitsSchema();

//! Reads `limits`, which fits limitsSchema(), or is null when it is absent. Throws ConfigurationError when one client may have
//! more than all together.
Limits readLimits(const Json &entry);

} // namespace Holdfast
