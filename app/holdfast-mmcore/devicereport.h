// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfast-mmcore/json.h"

class CMMCore;

namespace Holdfast {

//! Returns all devices that \a core has loaded, their properties with types, limits and allowed values, and the
//! groups of presets. README.md has the format. What a device refuses to tell is left out.
json reportOf(CMMCore &core);

} // namespace Holdfast
