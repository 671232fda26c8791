// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "core/thing/error.h"

#include <chrono>

//! \brief How what the operator does with a Thing waits for the lock.
namespace Holdfast::LockWait {

//! As long as any click of the operator.
inline constexpr std::chrono::seconds forClick {2};

//! Whom the operator's \a operation ("camera.exposure_time") would wait for: "tile scan
//! (127.0.0.1:40112): stage.move_relative". Empty when the lock is free, or serves it.
QString waitingFor(const LockStatus &status, const QString &operation);

//! Why it was not done, and what helps.
QString refusal(const Error &error);

} // namespace Holdfast::LockWait
