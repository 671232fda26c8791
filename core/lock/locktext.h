// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"

namespace Holdfast {

//! Returns "tile scan (127.0.0.1:40112) holds it for stage.move_relative since 14:02:11 (38 s)", in
//! local time and without a full stop. Says also when the owner is stuck.
QString ownerClause(const LockOwner &owner);

//! Returns "250 ms", "38 s", "12 min", "3 h 5 min": as exact as a person needs it.
QString toText(std::chrono::milliseconds duration);

} // namespace Holdfast
