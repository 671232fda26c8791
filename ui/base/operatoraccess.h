// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

namespace Holdfast {

class StationMonitor;

//! \brief The operator's access to the station: a session to ask with, and a monitor that tells what
//! changes there, whoever changes it.
//!
//! A value, cheap to copy. The monitor tells about the station of the session, and outlives whatever
//! is given this.
struct OperatorAccess
{
    Session session;
    const StationMonitor *monitor = nullptr;
};

} // namespace Holdfast
