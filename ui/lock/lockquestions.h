// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "ui/lock/reasonform.h"

//! \brief What the operator is asked before something is done about the lock.
namespace Holdfast::LockQuestions {

//! Before asking the owner of \a status for the lock.
ReasonQuestion beforeAsking(const LockStatus &status);
//! Before breaking the hold of the owner of \a status.
ReasonQuestion beforeBreaking(const LockStatus &status);
//! Before reserving the lock for this machine.
ReasonQuestion beforeReserving();

} // namespace Holdfast::LockQuestions
