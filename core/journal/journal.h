// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/historyquery.h"
#include "core/journal/journaloptions.h"
#include "core/journal/journalstate.h"
#include "core/journal/journaltally.h"

#include <functional>
#include <memory>
#include <variant>

namespace Holdfast {

class LockEventSink;

//! \brief Remembers what happened to the global lock, in an SQLite file.
//!
//! Written by its sink, in the thread of a LockRecorder: one transaction per batch. Read in a thread
//! of its own. A server that is killed leaves a good file, and the next run marks what went on then
//! as unfinished. While nothing can be written (a full disk) it says so and counts what is missing,
//! and goes on when it can. A damaged file is kept aside, and a new one begun. All functions are
//! thread-safe.
class Journal
{
public:
    //! Touches the disk only in its threads. \a stateChanged is called in the thread that writes, as
    //! soon as state() is another one; it must be quick, and outlive the sink.
    explicit Journal(const JournalOptions &options, std::function<void()> stateChanged = {});
    //! Whoever waits for an answer is told that there is none. The sink may live on.
    ~Journal();
    Q_DISABLE_COPY_MOVE(Journal)

    std::shared_ptr<LockEventSink> sink() const;
    JournalState state() const;
    //! Grows with every change of state().
    quint64 stateVersion() const;
    //! Of this run.
    JournalTally tally() const;

    //! What was asked for, or a sentence why it cannot be had.
    using Answer = std::variant<HistoryPage, QString>;
    //! Takes a question back, from any thread and at any time: true if others were before it, and then
    //! nobody is answered.
    using Withdraw = std::function<bool()>;
    //! \a done is called in the reading thread, or in this one when too many ask at the same time.
    Withdraw read(const HistoryQuery &query, std::function<void(Answer)> done) const;

private:
    struct Parts;
    const std::unique_ptr<Parts> m_parts;
};

} // namespace Holdfast
