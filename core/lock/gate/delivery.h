// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"

namespace Holdfast {

//! Calls \a callback with \a outcome in this thread, and never one callback inside another: a
//! callback that a callback causes is called after it, so that a long chain of hand-offs needs no
//! deeper stack. An exception that a callback throws is logged and goes no further.
void deliver(GlobalLock::Callback callback, LockOutcome outcome);

//! Returns whether this thread is inside a callback that deliver() calls.
bool isDelivering();

} // namespace Holdfast
