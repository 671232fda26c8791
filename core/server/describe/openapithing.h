// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances.h"
#include "core/thing/json.h"

#include <QString>

namespace Holdfast {

//! The "paths" of an OpenAPI document for all that a Thing offers.
Json thingPaths(const QString &thing, const Affordances &affordances, const QString &prefix);

//! Whether there is a single picture to be had at "/THING/snapshot": of a Thing with a stream that uses
//! the name for nothing else.
bool offersSnapshot(const Affordances &affordances);

} // namespace Holdfast
