// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyquery.h"
#include "core/thing/validation/validation.h"

#include <QUrlQuery>

#include <variant>

namespace Holdfast {

//! Reads a client's query of the history, or returns the error in it. A misspelled filter is an
//! error, and not ignored.
std::variant<HistoryQuery, ValidationIssue> readHistoryQuery(const QUrlQuery &query);

} // namespace Holdfast
