// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/workerthread.h"
#include "core/journal/file/journalfile.h"
#include "core/journal/journal.h"
#include "core/journal/journalstateboard.h"

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

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
    Journal::Withdraw read(const HistoryQuery &query,
                           const std::function<void(Journal::Answer)> &done);

private:
    struct Question
    {
        quint64 id;
        HistoryQuery query;
        std::function<void(Journal::Answer)> done;
    };

    //! The queries that wait for an answer. Shared, because a Withdraw may outlive the reader.
    class Queue
    {
    public:
        //! Returns the number of the question; 0 when too many wait.
        quint64 add(const HistoryQuery &query, const std::function<void(Journal::Answer)> &done);
        bool withdraw(quint64 id);
        std::optional<Question> take();
        //! Notes that the question is answered that was taken last.
        void noteAnswered();

    private:
        std::mutex m_mutex {};
        std::deque<Question> m_questions {};
        quint64 m_lastId = 0;
        bool m_isBusy = false; //!< while the thread answers a question that it has taken
    };

    WorkerThread::TimePoint answerAll();
    Journal::Answer answer(const HistoryQuery &query) const;

    const std::shared_ptr<JournalFile> m_file;
    const std::shared_ptr<JournalStateBoard> m_board;
    const std::shared_ptr<Queue> m_queue;
    std::atomic<bool> m_isOver {false};
    WorkerThread m_thread;
};

} // namespace Holdfast
