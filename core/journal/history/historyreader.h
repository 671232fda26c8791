// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/file/journalfile.h"
#include "core/journal/journal.h"
#include "core/journal/journalstateboard.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace Holdfast {

//! \brief Answers queries of the history, one after the other, in a thread of its own.
class HistoryReader
{
public:
    HistoryReader(std::shared_ptr<JournalFile> file, std::shared_ptr<JournalStateBoard> board);
    //! Tells the callers whose queries are queued that there will be no answer.
    ~HistoryReader();
    Q_DISABLE_COPY_MOVE(HistoryReader)

    //! See Journal::read().
    Journal::Withdraw read(const HistoryQuery &query, std::function<void(Journal::Answer)> done);

private:
    struct Question
    {
        quint64 id;
        HistoryQuery query;
        std::function<void(Journal::Answer)> done;
    };

    //! The queries that wait for an answer. Shared, because a Withdraw may outlive the reader.
    struct Line
    {
        std::mutex mutex {};
        std::condition_variable changed {};
        std::deque<Question> questions {};
        quint64 lastId = 0;
        bool isBusy = false; //!< while the thread answers a question that it has taken
        bool isOver = false;

        bool withdraw(quint64 id);
    };

    void run();
    Journal::Answer answer(const HistoryQuery &query) const;

    const std::shared_ptr<JournalFile> m_file;
    const std::shared_ptr<JournalStateBoard> m_board;
    const std::shared_ptr<Line> m_line;
    std::thread m_thread;
};

} // namespace Holdfast
