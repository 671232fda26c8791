// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/entries/labentry.h"
#include "core/lab/service/labsetup.h"
#include "core/thing/result.h"

namespace Holdfast {

//! Returns how a station takes part in the lab of its configuration. Reads the files that \a entry names; fails with Unavailable
//! and a sentence about the one that cannot be used. Blocks.
Result<LabSetup> labSetup(const LabEntry &entry);

//! Returns sentences for the operator about what is risky in \a entry: traffic that others in the network can read or change.
QStringList labWarnings(const LabEntry &entry);

} // namespace Holdfast
