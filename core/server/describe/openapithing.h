// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/affordances.h"
#include "core/thing/json/json.h"

#include <QString>

namespace Holdfast {

//! Returns the "paths" of an OpenAPI document for a whole Thing.
Json thingPaths(const QString &thing, const Affordances &affordances, const QString &prefix);

//! Returns whether "/THING/snapshot" serves a single picture: for a Thing with a stream that uses
//! the name for nothing else.
bool offersSnapshot(const Affordances &affordances);

} // namespace Holdfast
