// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/file/journalfile.h"
#include "core/journal/file/journalwriter.h"
#include "core/journal/journaloptions.h"
#include "core/journal/journalstateboard.h"
#include "core/lock/events/lockrecorder.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Holdfast {

//! \brief Writes the events of a LockRecorder into a journal's file, and handles a file that cannot be
//! written.
class JournalSink : public LockEventSink
{
public:
    JournalSink(const JournalOptions &options, std::shared_ptr<JournalFile> file,
                std::shared_ptr<JournalStateBoard> board);

    void take(const LockFeed::Batch &batch, const ClockPair &clocks) override;
    void look(const LockStatus &status, const ClockPair &clocks) override;
    void end() override;

private:
    using Clock = std::chrono::steady_clock;
    using Work = std::function<void(JournalWriter &)>;

    //! A hold that is in the file and goes on.
    struct OpenHold
    {
        qint64 id = 0;
        quint64 generation = 0;
        quint64 lease = 0;
        Clock::time_point since {};
        Clock::time_point written {};
        bool wasAway = false; //!< whether the lock had another owner at the latest look

        bool is(quint64 otherGeneration, Clock::time_point otherSince) const;
    };
    //! Missing events for which the file has no entry yet.
    struct Gap
    {
        quint64 events = 0;
        qint64 since = 0;
        QString reason {};
    };

    //! Runs \a work in a transaction. When that fails, counts \a events as missing and returns false.
    bool write(const Work &work, quint64 events = 0, bool throughToDisk = false);
    void adopt(const ClockPair &clocks);
    void open();
    //! Tells in the log what was running when the last run was broken off.
    static void report(const BrokenOffRun &run);
    //! Checks whether the file was removed or replaced.
    void lookAtFile();
    void addGap(JournalWriter &writer, Gap &gap, HistoryHow how) const;
    void fail(const JournalError &error);
    void resumed(quint64 missing);

    void addEvent(JournalWriter &writer, const LockEvent &event);
    void lookAtHold(const LockOwner &owner, quint64 generation, Clock::time_point present);
    void lookForEnd();
    void forget();
    qint64 now() const { return toNumber(m_clocks.timeOf(Clock::now())); }

    const JournalOptions m_options;
    const std::shared_ptr<JournalFile> m_file;
    const std::shared_ptr<JournalStateBoard> m_board;
    ClockPair m_clocks {}; //!< kept from batch to batch, so that their times join without gaps
    const qint64 m_begun;
    std::unique_ptr<JournalWriter> m_writer;
    std::optional<OpenHold> m_open;
    Gap m_gap;
    quint64 m_gone = 0;      //!< how many of the written entries were in files that are gone
    bool m_isPaused = false; //!< whether the log says that the journal pauses
    Clock::time_point m_nextTry {};
    Clock::time_point m_nextPrune {};
    Clock::time_point m_alive {};
};

} // namespace Holdfast
