// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/configuration.h"

#include <QStringList>

#include <vector>

namespace Holdfast {

class Findings;

//! Reads the object `things` of a configuration. Returns the Things without an error; adds the errors of
//! the others to \a findings.
std::vector<ConfiguredThing> readThingEntries(const Json &things, const ThingRegistry &registry,
                                              const QStringList &reservedNames, Findings &findings);

} // namespace Holdfast
