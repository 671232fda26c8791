// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation/dataschema.h"

namespace Holdfast {

//! Returns the schema of the body that makes a token: {"name": ..., "role": ...}.
const DataSchema &tokenBody();

} // namespace Holdfast
