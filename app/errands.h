// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandline.h"
#include "app/exitcode.h"

#include <QByteArray>

namespace Holdfast {

//! Returns the example of a configuration that --write-config writes.
QByteArray exampleText();

//! Carries out what \a line asks for instead of serving: see Errand. Prints the outcome. Must be called
//! before there is an application object.
ExitCode carryOut(const CommandLine &line, int &argc, char **argv);

} // namespace Holdfast
