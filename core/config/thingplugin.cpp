// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/thingplugin.h"

namespace Holdfast {

ThingPlugin::ThingPlugin() = default;
ThingPlugin::~ThingPlugin() = default;

} // namespace Holdfast
