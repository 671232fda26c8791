// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyentry.h"

#include <map>

namespace Holdfast {

//! \brief How many events of one run are in its journal, and how many are missing.
struct JournalTally
{
    //! Entries by kind, each counted once it is committed. A hold that goes on is one.
    std::map<HistoryKind, quint64> written {};
    quint64 missing = 0; //!< events that could not be written
};

} // namespace Holdfast
