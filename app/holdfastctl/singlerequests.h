// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/ctltask.h"

#include <memory>

namespace Holdfast::Ctl {

// The commands that are one request and its answer.
std::unique_ptr<CtlTask> lockStatusTask(const CtlCommandLine &line);
std::unique_ptr<CtlTask> lockAskTask(const CtlCommandLine &line);
std::unique_ptr<CtlTask> stopTask(const CtlCommandLine &line);
std::unique_ptr<CtlTask> clearStopTask(const CtlCommandLine &line);

} // namespace Holdfast::Ctl
