// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/journalfigures.h"

#include "core/journal/journal.h"
#include "core/metrics/snapshot.h"

namespace Holdfast {

std::vector<prometheus::MetricFamily> JournalFigures::collect() const
{
    const JournalTally tally = m_journal.tally();
    Snapshot entries(
        "holdfast_journal_entries_total",
        "Entries of this run that are in the journal, by kind. A hold that goes on may "
        "be one of them.",
        prometheus::MetricType::Counter);
    for (const HistoryKind kind : allHistoryKinds()) {
        const auto found = tally.written.find(kind);
        entries.add("kind", toWord(kind).toStdString(),
                    found == tally.written.end() ? 0 : double(found->second));
    }
    return {entries.take(),
            Snapshot("holdfast_journal_missing_total",
                     "Events that could not be written into the journal.",
                     prometheus::MetricType::Counter)
                .add(double(tally.missing))
                .take(),
            Snapshot("holdfast_journal_writing",
                     "1 while the journal records events, 0 while it cannot.")
                .add(m_journal.state().state == JournalState::State::Writing ? 1 : 0)
                .take()};
}

} // namespace Holdfast
