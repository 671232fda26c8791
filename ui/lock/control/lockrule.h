// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "ui/base/permission.h"

namespace Holdfast {

//! \brief The state that decides what the operator may do with the lock.
struct LockSituation
{
    bool isEnabled = true; //!< false where the configuration has switched the lock off
    bool hasControl = false;
    bool isWaitingForControl = false;
    LockStatus status {};
};

//! \brief The one rule that decides which controls of the lock may be used.
namespace LockRule {

//! Returns whether there is another owner to be asked for it.
Permission mayAsk(const LockSituation &now);
//! Returns whether the operator may take control, or wait in the queue for it.
Permission mayTake(const LockSituation &now);
//! Returns whether there is a hold that the operator may break: one of another owner, or one that
//! is stuck.
Permission mayBreak(const LockSituation &now);
//! Returns whether "local only" may be switched on or off.
Permission mayReserve(const LockSituation &now);
//! Returns whether the operator may change anything at all: not while everything is stopped.
Permission mayChange(const LockModeRecord &mode);

} // namespace LockRule

} // namespace Holdfast
