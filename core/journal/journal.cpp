// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journal.h"

#include "core/journal/historyreader.h"
#include "core/journal/journalfile.h"
#include "core/journal/journalsink.h"
#include "core/journal/journalstateboard.h"

#include <utility>

namespace Holdfast {

struct Journal::Parts
{
    explicit Parts(const JournalOptions &options)
        : file(std::make_shared<JournalFile>(options))
        , sink(std::make_shared<JournalSink>(options, file, board))
        , reader(file, board)
    {
    }

    const std::shared_ptr<JournalStateBoard> board = std::make_shared<JournalStateBoard>();
    const std::shared_ptr<JournalFile> file;
    const std::shared_ptr<JournalSink> sink;
    HistoryReader reader;
};

Journal::Journal(const JournalOptions &options)
    : m_parts(std::make_unique<Parts>(options))
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

void Journal::read(const HistoryQuery &query, std::function<void(Answer)> done) const
{
    m_parts->reader.read(query, std::move(done));
}

} // namespace Holdfast
