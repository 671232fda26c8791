// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>

#include <memory>

namespace Holdfast {

//! Makes the application object of a program with a window. Where no display can be reached Qt would
//! abort; so the process ends instead, with a message and ExitCode::WrongUsage. To be called before there
//! is any other thread.
std::unique_ptr<QApplication> makeWindowApplication(int &argc, char **argv);

} // namespace Holdfast
