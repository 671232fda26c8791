// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>

#include <optional>

namespace Holdfast {

//! Reads `announce` of a configuration. Returns no value for false, an empty name for true, and
//! otherwise the given name. Throws ConfigurationError.
std::optional<QString> readAnnounceEntry(const Json &entry);

} // namespace Holdfast
