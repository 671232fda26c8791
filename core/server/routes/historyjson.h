// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/historyquery.h"
#include "core/thing/json.h"

namespace Holdfast {

//! \name The history as GET /lock/history tells it. Names, but no addresses: anybody may look.
//! @{
Json toJson(const HistoryPage &page);
Json toJson(const HistoryEntry &entry);
Json toJson(const JournalState &state);
//! @}

} // namespace Holdfast
