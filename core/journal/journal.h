// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/brokenoffrun.h"
#include "core/journal/history/historyquery.h"
#include "core/journal/journaloptions.h"
#include "core/journal/journalstate.h"
#include "core/journal/journaltally.h"

#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace Holdfast {

class LockEventSink;

//! \brief Records the events of the global lock in an SQLite file.
//!
//! Its sink writes the file, one transaction per batch, and waits for the disk: so it stands behind a
//! LockSinkThread, and writes in that thread. Queries run in a thread of their own. A server that is
//! killed leaves a valid file, and the next run marks what was going on as unfinished. While nothing can
//! be written (for instance on a full disk), the journal reports that, counts the missing events, and
//! tries again. A damaged file is renamed, and a new one begun. All functions are thread-safe.
class Journal
{
public:
    //! Accesses the disk only in its threads. \a stateChanged is called in the writing thread when
    //! state() has changed; it must be quick, and remain valid as long as the sink.
    explicit Journal(const JournalOptions &options, std::function<void()> stateChanged = {});
    //! Tells the callers that wait for an answer that there is none. The sink may outlive the journal.
    ~Journal();
    Q_DISABLE_COPY_MOVE(Journal)

    std::shared_ptr<LockEventSink> sink() const;
    JournalState state() const;
    //! Returns a number that grows with every change of state().
    quint64 stateVersion() const;
    //! Returns what was written and what is missing in this run.
    JournalTally tally() const;

    //! Returns the run before this one if it was broken off. Nothing also before state() is Writing for the first time.
    std::optional<BrokenOffRun> brokenOff() const;

    //! The page that was asked for, or a sentence that says why there is none.
    using Answer = std::variant<HistoryPage, QString>;
    //! Withdraws a query, from any thread and at any time. Returns true if the query was still queued
    //! behind others; then its `done` is not called.
    using Withdraw = std::function<bool()>;
    //! Queues \a query. \a done is called in the reading thread, or in the caller's when too many queries
    //! are queued.
    Withdraw read(const HistoryQuery &query, const std::function<void(Answer)> &done) const;

private:
    struct Parts;
    const std::unique_ptr<Parts> m_parts;
};

} // namespace Holdfast
