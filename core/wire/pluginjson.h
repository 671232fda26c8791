// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"
#include "core/thing/pluginreport.h"

#include <optional>

// The plug-ins of a station: GET /plugins answers so.

namespace Holdfast {

Json toJson(const PluginsReport &report);

//! Returns nothing where there is no list of plug-ins. A state that is unknown here is "left out".
std::optional<PluginsReport> readPluginsReport(const Json &json);

} // namespace Holdfast
