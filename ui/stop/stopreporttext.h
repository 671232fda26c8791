// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/stopreport.h"

#include <QString>

namespace Holdfast {

//! Returns the outcome of a stop in words, the Things that are late or failed first: "Not
//! everything stopped! camera has not answered yet. Stopped: stage. By operator at 14:02:11."
QString stopReportText(const StopReport &report);

} // namespace Holdfast
