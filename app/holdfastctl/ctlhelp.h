// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/ctlcommandline.h"

#include <QString>

#include <optional>

namespace Holdfast::Ctl {

//! Returns the text of --help: about one command, or without a command about the program.
QString ctlHelp(std::optional<CtlCommand> command);

} // namespace Holdfast::Ctl
