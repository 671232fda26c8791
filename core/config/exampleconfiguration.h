// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/configuration.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace Holdfast {

class ThingRegistry;

//! Returns a configuration with \a things, whose classes are in \a registry, as a text for people: each
//! key has a comment that says what it means, and what is allowed. The keys that may be left out are
//! comments as well, with their defaults; each of them can be switched on by itself. \a schema is the
//! address of the JSON schema, for editors.
QByteArray exampleConfiguration(const std::vector<ConfiguredThing> &things,
                                const ThingRegistry &registry, const QString &schema);

} // namespace Holdfast
