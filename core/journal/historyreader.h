// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journal.h"
#include "core/journal/journalfile.h"
#include "core/journal/journalstateboard.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace Holdfast {

//! \brief Answers questions about the history, one after the other, in a thread of its own.
class HistoryReader
{
public:
    HistoryReader(std::shared_ptr<JournalFile> file, std::shared_ptr<JournalStateBoard> board);
    //! Tells whoever is in line that there will be no answer.
    ~HistoryReader();
    Q_DISABLE_COPY_MOVE(HistoryReader)

    //! See Journal::read().
    void read(const HistoryQuery &query, std::function<void(Journal::Answer)> done);

private:
    struct Question
    {
        HistoryQuery query;
        std::function<void(Journal::Answer)> done;
    };

    void run();
    Journal::Answer answer(const HistoryQuery &query) const;

    const std::shared_ptr<JournalFile> m_file;
    const std::shared_ptr<JournalStateBoard> m_board;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Question> m_questions;
    bool m_isOver = false;
    std::thread m_thread;
};

} // namespace Holdfast
