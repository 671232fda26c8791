// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/task/ctltask.h"

#include <memory>

namespace Holdfast::Ctl {

//! Returns the failure for an answer to a request for the lab, as failureOf() does. A station without a lab is told from a server
//! that knows no labs.
LockFailure labFailureOf(const StationAnswer &answer, const QUrl &server);

//! "lab status": prints the lab once.
std::unique_ptr<CtlTask> labStatusTask(Console &console, const CtlCommandLine &line);
//! "lab stop": asks the server for the stations of its lab, and each of them to stop.
std::unique_ptr<CtlTask> labStopTask(Console &console, const CtlCommandLine &line);

} // namespace Holdfast::Ctl
