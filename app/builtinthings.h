// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/thingregistry.h"

namespace Holdfast {

//! The classes of Things that Holdfast brings along, and the names that other programs'
//! configuration files have for them.
ThingRegistry builtInThings();

} // namespace Holdfast
