// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/session/session.h"

namespace Holdfast {

//! Returns the session in which \a request may write or act: \a session as it is, or under the
//! lease that its Lock-Token header names. Fails with Gone or Forbidden when there is no such
//! lease, or no longer, with Outdated when its If-Lock-Generation header names another generation
//! than the lease's, and with Invalid when that header is no number, or comes without a token.
Result<Session> lockedSession(const Session &session, const Request &request);

//! Counts a read with a Lock-Token as a use of its lease. Reading is still possible after its end.
void renewLeaseOf(const Session &session, const Request &request);

//! Returns "Lock-Generation: 17", for an answer under a lease; nothing for others.
Headers lockGeneration(const Session &session, quint64 generation);

//! Returns whether the sender is on the same machine, and so may do what is reserved for it.
bool isFromThisMachine(const Request &request);

} // namespace Holdfast
