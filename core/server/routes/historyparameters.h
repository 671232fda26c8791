// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/historyquery.h"
#include "core/thing/validation.h"

#include <QUrlQuery>

#include <variant>

namespace Holdfast {

//! What a client would like to see of the history, or what is wrong with its query. Whoever misspells
//! a filter is told so, and does not get everything.
std::variant<HistoryQuery, ValidationIssue> readHistoryQuery(const QUrlQuery &query);

} // namespace Holdfast
