// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyentry.h"

#include <QString>

//! \brief An entry of the lock's history in words.
namespace Holdfast::TimelineText {

//! Returns several lines, for a tool tip: party, operation, time, duration, and how it ended.
QString details(const HistoryEntry &entry);

} // namespace Holdfast::TimelineText
