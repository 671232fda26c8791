// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labstatus.h"
#include "core/thing/json/json.h"

#include <optional>

// What is told of a lab, as JSON: the form of GET /lab. A reader returns nothing for what is not such a form at all; members that are
// absent or of a wrong type are as in a new value.

namespace Holdfast {

Json toJson(const LabStatus &status);
Json toJson(const LabStationLock &lock);
Json toJson(const LabOff &off);

std::optional<LabStatus> readLabStatus(const Json &json);
std::optional<LabStationLock> readLabStationLock(const Json &json);
std::optional<LabOff> readLabOff(const Json &json);

//! Returns the texts of a list, each once; what is none is left out.
QStringList readLabTexts(const Json &list);

} // namespace Holdfast
