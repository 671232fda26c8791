// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast {

//! \brief How the program ends; scripts and service managers go by it.
enum class ExitCode {
    Done = 0,
    WrongUsage = 2,  //!< the command line, or no display that can be reached where one is needed
    CannotStart = 3, //!< the configuration, a Thing or the port; with --check: it would not start
    ThingHangs = 4,  //!< ended without waiting for a Thing that did not come back
    DisplayLost = 5, //!< the window's display went away
};

constexpr int toInt(ExitCode code)
{
    return static_cast<int>(code);
}

} // namespace Holdfast
