// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"

#include <QString>

#include <chrono>

//! \brief The window's text about a lock and its owner. An \a age is how long ago the lock was
//! looked at: times go on from there.
namespace Holdfast::LockOwnerText {

//! Returns the owner, or why there is none: "tile scan (127.0.0.1:40112)", "Free", "Stopped".
QString headline(const LockStatus &status);
//! Returns the line below: the kind of the owner, or the clients that a free lock serves.
QString remark(const LockStatus &status);
//! Returns "overnight; ends in 12 s if unused; unused for 18 s".
QString lease(const LeaseStatus &lease, std::chrono::milliseconds age);
//! Returns the clients that have asked for the lock, and their reasons; the latest first, one a
//! line.
QString asks(const QList<LockAsk> &asks);
//! Returns the problem of the hold: broken, by which caller and why; stuck, and for how long. Empty
//! when there is none.
QString trouble(const LockOwner &owner, std::chrono::milliseconds age);

} // namespace Holdfast::LockOwnerText
