// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances.h"
#include "core/thing/json.h"

namespace Holdfast {

//! What an OpenAPI document says of observing the Thing \a thing, and of its properties beyond
//! reading and writing a single one: paths, with what may be done there.
Json observingPaths(const QString &thing, const Affordances &affordances, const QString &prefix);

} // namespace Holdfast
