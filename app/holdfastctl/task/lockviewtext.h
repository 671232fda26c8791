// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyentry.h"
#include "core/wire/lockoverview.h"

#include <QString>
#include <QStringList>

#include <chrono>

namespace Holdfast::Ctl {

//! Returns a lock and the devices' locks, as lines for a person. Times have gone on by \a age since
//! the server sent them. Control characters are escaped.
QStringList linesFor(const LockOverview &overview, std::chrono::milliseconds age = {});

//! Returns the text of one request: "anna at 14:02:11: "please"".
QString askPhrase(const LockAsk &ask);

//! Returns "14:02:11 anna for stage.move: busy, after 50 ms" for a refusal.
QString refusalLine(const HistoryEntry &refusal);
//! Returns the same as a row among those of linesFor(); the first of several rows has the title.
QString refusalRow(const QString &line, bool isFirst);

//! Returns the local time, "14:02:11"; with its date when that is not today. Empty when \a time is
//! invalid.
QString timeText(const QDateTime &time);

} // namespace Holdfast::Ctl
