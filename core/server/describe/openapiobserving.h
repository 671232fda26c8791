// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/affordances.h"
#include "core/thing/json/json.h"

namespace Holdfast {

//! Returns the paths of an OpenAPI document for observing the Thing \a thing, and for its
//! properties beyond reading and writing a single one.
Json observingPaths(const QString &thing, const Affordances &affordances, const QString &prefix);

} // namespace Holdfast
