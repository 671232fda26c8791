// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

namespace Holdfast {

class StationMonitor;

//! \brief The operator's access to the station: a session to ask with, and a monitor that reports
//! all changes there, regardless of their author.
//!
//! A value, cheap to copy. The monitor belongs to the station of the session, and outlives every
//! object that is given this.
struct OperatorAccess
{
    Session session;
    const StationMonitor *monitor = nullptr;
};

} // namespace Holdfast
