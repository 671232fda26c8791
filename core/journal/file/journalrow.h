// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyentry.h"
#include "core/lock/events/lockrecorder.h"

namespace Holdfast {

//! \brief An entry to be written into the file, where times are numbers.
struct JournalRow
{
    qint64 at = 0; //!< ms since 1970, UTC; entry.at is left alone
    HistoryEntry entry {};
};

//! Returns the row of \a event, without the run.
JournalRow toRow(const LockEvent &event, const ClockPair &clocks);
//! Returns the row of a hold that goes on, without the run.
JournalRow toRow(const LockOwner &owner, quint64 generation,
                 std::chrono::steady_clock::time_point since, const ClockPair &clocks);

//! Returns ms since 1970, UTC.
qint64 toNumber(std::chrono::system_clock::time_point time);

} // namespace Holdfast
