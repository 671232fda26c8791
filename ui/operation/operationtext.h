// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "core/thing/error.h"

//! \brief How the operator's operations wait for the lock, in words.
namespace Holdfast::OperationText {

//! Returns the owner for which the operator's \a operation ("camera.exposure_time") would wait, and
//! its operation: "tile scan (127.0.0.1:40112): stage.move_relative". Empty when the lock is free,
//! or serves the operation.
QString waitingFor(const LockStatus &status, const QString &operation);

//! Returns why an operation was not done, and the remedy.
QString refusal(const Error &error);

} // namespace Holdfast::OperationText
