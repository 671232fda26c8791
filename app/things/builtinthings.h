// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/thingregistry.h"

namespace Holdfast {

//! Returns the classes of Things that Holdfast includes, with the names that the configuration
//! files of other programs have for them.
ThingRegistry builtInThings();

} // namespace Holdfast
