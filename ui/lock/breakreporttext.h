// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "core/thing/breakreport.h"

#include <QString>

namespace Holdfast {

//! Returns the outcome of a break in words, with the lock as it is \a now: whether the hold is
//! over, or its operation still runs or is stuck; first of all the Things that are not safe:
//! "camera failed to become safe: no answer. The hold of tile scan (127.0.0.1:40112) is over."
QString breakReportText(const BreakReport &report, const LockStatus &now);

//! Returns whether the broken operation has not come to its end.
bool isBreakUnderWay(const BreakReport &report, const LockStatus &now);

} // namespace Holdfast
