// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast {

struct WindowMaker;

//! Does what a program that serves a station does, from its command line to its end: both `holdfast` and
//! `holdfast-server` are this function. \a window makes the window; null for a program that has none.
//! Returns the exit code.
int runProgram(int argc, char **argv, const WindowMaker *window);

} // namespace Holdfast
