// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/task/ctltask.h"

#include <memory>

namespace Holdfast::Ctl {

// These functions create the tasks that consist of a request or two and report the outcome.
std::unique_ptr<CtlTask> lockStatusTask(Console &console, const CtlCommandLine &line);
std::unique_ptr<CtlTask> lockAskTask(Console &console, const CtlCommandLine &line);
//! Breaks one hold, and no other that may have come after it.
std::unique_ptr<CtlTask> lockBreakTask(Console &console, const CtlCommandLine &line);
std::unique_ptr<CtlTask> stopTask(Console &console, const CtlCommandLine &line);
std::unique_ptr<CtlTask> clearStopTask(Console &console, const CtlCommandLine &line);
std::unique_ptr<CtlTask> pluginsTask(Console &console, const CtlCommandLine &line);

} // namespace Holdfast::Ctl
