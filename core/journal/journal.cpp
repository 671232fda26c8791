// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journal.h"

#include "core/journal/file/journalfile.h"
#include "core/journal/history/historyreader.h"
#include "core/journal/journalsink.h"
#include "core/journal/journalstateboard.h"

#include <utility>

namespace Holdfast {

struct Journal::Parts
{
    Parts(const JournalOptions &options, std::function<void()> stateChanged)
        : board(std::make_shared<JournalStateBoard>(std::move(stateChanged)))
        , file(std::make_shared<JournalFile>(options))
        , sink(std::make_shared<JournalSink>(options, file, board))
        , reader(file, board)
    {
    }

    const std::shared_ptr<JournalStateBoard> board;
    const std::shared_ptr<JournalFile> file;
    const std::shared_ptr<JournalSink> sink;
    HistoryReader reader;
};

Journal::Journal(const JournalOptions &options, std::function<void()> stateChanged)
    : m_parts(std::make_unique<Parts>(options, std::move(stateChanged)))
{
}

Journal::~Journal() = default;

std::shared_ptr<LockEventSink> Journal::sink() const
{
    return m_parts->sink;
}

JournalState Journal::state() const
{
    return m_parts->board->state();
}

quint64 Journal::stateVersion() const
{
    return m_parts->board->version();
}

JournalTally Journal::tally() const
{
    return m_parts->board->tally();
}

std::optional<BrokenOffRun> Journal::brokenOff() const
{
    return m_parts->board->brokenOff();
}

Journal::Withdraw Journal::read(const HistoryQuery &query,
                                const std::function<void(Answer)> &done) const
{
    return m_parts->reader.read(query, done);
}

} // namespace Holdfast
