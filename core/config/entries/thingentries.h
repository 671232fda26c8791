// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/configuration.h"

#include <QStringList>

#include <vector>

namespace Holdfast {

class Findings;

//! \brief The Things that a configuration asks for.
struct ThingEntries
{
    std::vector<ConfiguredThing> things;
    std::vector<LeftOutThing> leftOut;
};

//! Reads the object `things` of a configuration. Returns the Things without an error; adds the errors of
//! the others to \a findings.
ThingEntries readThingEntries(const Json &things, const ThingRegistry &registry,
                              const QStringList &reservedNames, UnknownClasses unknown,
                              Findings &findings);

//! Returns the class that an entry names, in its short or its long form; empty when it names none.
QString classNameIn(const Json &entry);

} // namespace Holdfast
