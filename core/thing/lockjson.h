// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "core/thing/json.h"

#include <optional>

namespace Holdfast {

//! \name What is to be said of a lock, as JSON: GET /lock, leases and refusals share these forms.
//! @{

Json toJson(const LockStatus &status);
//! null without an owner.
Json toJson(const std::optional<LockOwner> &owner);
Json toJson(const LeaseStatus &lease);
Json toJson(const LockAsk &ask);
Json toJson(const LockBreak &broken);
//! How a lease ended, as the members "reason", "by", "why" and "at".
Json toJson(const EndedLease &lease);

//! @}

} // namespace Holdfast
