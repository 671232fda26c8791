// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/serveroptions.h"
#include "core/thing/result.h"

#include <QUrl>

namespace Holdfast {

class GateServer;

//! Lets \a gate serve at the host and port of \a options, and returns its address, prefix included.
//! The error names the obstacle and a remedy.
Result<QUrl> listen(GateServer &gate, const ServerOptions &options);

} // namespace Holdfast
