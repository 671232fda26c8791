// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"

#include <QString>

#include <chrono>

//! \brief What the window says about a lock and its owner. An \a age is how long ago the lock was
//! looked at: times go on from there.
namespace Holdfast::LockOwnerText {

//! The owner, or why there is none: "tile scan (127.0.0.1:40112)", "Free", "Stopped".
QString headline(const LockStatus &status);
//! The line below: what kind of owner that is, or whom a free lock serves.
QString remark(const LockStatus &status);
//! "overnight; ends in 12 s if unused; unused for 18 s".
QString lease(const LeaseStatus &lease, std::chrono::milliseconds age);
//! Who would like to have the lock, and why; the latest first, one a line.
QString asks(const QList<LockAsk> &asks);
//! What is wrong with the hold: broken, by whom and why; stuck, and for how long. Empty when nothing.
QString trouble(const LockOwner &owner, std::chrono::milliseconds age);

} // namespace Holdfast::LockOwnerText
