// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "core/thing/json/json.h"

#include <QByteArray>

#include <optional>

// What is told of a lock, as JSON: GET /lock, leases and refusals share these forms. A reader returns
// nothing for what is not such a form at all; members that are absent or of a wrong type are as in a new
// value.

namespace Holdfast {

Json toJson(const LockStatus &status);
//! Returns null without an owner.
Json toJson(const std::optional<LockOwner> &owner);
Json toJson(const LeaseStatus &lease);
Json toJson(const LockAsk &ask);
Json toJson(const LockBreak &broken);
//! Tells how a lease ended, as the members "reason", "by", "why" and "at".
Json toJson(const EndedLease &lease);
//! Tells what its owner is told of a lease: also who asks for the lock.
Json toJson(const LeaseStatus &lease, const QList<LockAsk> &asks);
//! Tells a client of the lease that it has just been given, with its token.
Json toJson(const NewLease &lease);

std::optional<LockStatus> readLockStatus(const Json &json);
std::optional<LockOwner> readLockOwner(const Json &json);
std::optional<LeaseStatus> readLeaseStatus(const Json &json);
std::optional<LockAsk> readLockAsk(const Json &json);
std::optional<LockBreak> readLockBreak(const Json &json);
//! Whose lease it was is not told.
std::optional<EndedLease> readEndedLease(const Json &json);
//! Returns nothing for a token that no header can carry.
std::optional<NewLease> readNewLease(const Json &json);
//! Those in the member "asks" of an owner or of a lease.
QList<LockAsk> readLockAsks(const Json &json);

} // namespace Holdfast
