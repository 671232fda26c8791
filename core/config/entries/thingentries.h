// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/configuration.h"

#include <QStringList>

#include <vector>

namespace Holdfast {

//! Reads the object `things` of a configuration. Throws ConfigurationError.
std::vector<ConfiguredThing> readThingEntries(const Json &things, const ThingRegistry &registry,
                                              const QStringList &reservedNames);

} // namespace Holdfast
