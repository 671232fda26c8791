// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyquery.h"
#include "core/thing/json/json.h"

#include <optional>

// What has happened to the lock, as GET /lock/history and the event "refused" tell it: names, but no addresses,
// as anybody may look. A reader returns nothing for what is not such a form at all.

namespace Holdfast {

Json toJson(const HistoryPage &page);
Json toJson(const HistoryEntry &entry);
Json toJson(const JournalState &state);

//! Entries whose kind is unknown here are left out.
std::optional<HistoryPage> readHistoryPage(const Json &json);
std::optional<HistoryEntry> readHistoryEntry(const Json &json);
JournalState readJournalState(const Json &json);
//! The data of an event "refused", as an entry of the kind Refusal.
std::optional<HistoryEntry> readRefusedEvent(const Json &json);

} // namespace Holdfast
