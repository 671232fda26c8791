// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/stopreport.h"
#include "core/thing/json.h"

namespace Holdfast {

//! What came of making each Thing safe.
Json thingsJson(const QList<StopReport::Entry> &things);

//! What came of a stop.
Json stopJson(const StopReport &report);

} // namespace Holdfast
