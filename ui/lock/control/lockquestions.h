// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "ui/lock/control/reasonform.h"

//! \brief The questions to the operator before an action on the lock.
namespace Holdfast::LockQuestions {

//! Returns the question before asking the owner of \a status for the lock.
ReasonQuestion beforeAsking(const LockStatus &status);
//! Returns the question before breaking the hold of the owner of \a status.
ReasonQuestion beforeBreaking(const LockStatus &status);
//! Returns the question before reserving the lock for this machine.
ReasonQuestion beforeReserving();

} // namespace Holdfast::LockQuestions
