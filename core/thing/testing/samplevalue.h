// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation/dataschema.h"

namespace Holdfast {

//! Returns the simplest value that a schema accepts: its default, null where that is allowed, the
//! first word, zero or the limit nearest to it.
Json sampleValue(const DataSchema &schema);

} // namespace Holdfast
