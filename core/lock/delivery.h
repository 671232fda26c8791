// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"

namespace Holdfast {

//! Calls \a callback with \a outcome in this thread, and never one callback inside another: what a
//! callback causes is called after it, so that a long chain of hand-offs needs no deeper stack.
//! What a callback throws is reported and ends here.
void deliver(GlobalLock::Callback callback, LockOutcome outcome);

//! True inside a callback that deliver() calls in this thread.
bool isDelivering();

} // namespace Holdfast
