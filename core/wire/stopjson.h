// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/breakreport.h"
#include "core/thing/json/json.h"
#include "core/thing/stopreport.h"

#include <optional>

// What came of a stop, and of breaking a hold: POST /stop and POST /lock/break answer so.

namespace Holdfast {

Json toJson(const StopReport &report);
Json toJson(const BreakReport &report);

//! Returns nothing where "complete" is absent, or contradicts what is told of the Things.
std::optional<StopReport> readStopReport(const Json &json);
//! Returns nothing where the outcome is none.
std::optional<BreakReport> readBreakReport(const Json &json);

} // namespace Holdfast
