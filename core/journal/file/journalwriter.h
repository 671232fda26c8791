// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/brokenoffrun.h"
#include "core/journal/file/journaldatabase.h"
#include "core/journal/file/journalrow.h"
#include "core/journal/file/journaltime.h"
#include "core/journal/journalstateboard.h"

#include <QHash>

#include <memory>
#include <optional>

namespace Holdfast {

//! \brief Writes rows into an open journal, for one run of the server. All functions may throw
//! JournalError. A writer that has thrown must not be used any more: its cache may contain texts that were
//! rolled back.
class JournalWriter
{
public:
    //! Opens the file \a name at \a now. \a begun is when this run began, which may have had the file open
    //! before. What earlier runs left open is marked as unfinished. \a board counts every entry once it is
    //! committed.
    JournalWriter(const QString &name, qint64 begun, qint64 now, qint64 pageLimit,
                  std::shared_ptr<JournalStateBoard> board);

    //! Returns the run before this one if it was broken off and was not closed by an earlier writer; else nothing.
    const std::optional<BrokenOffRun> &brokenOff() const { return m_brokenOff; }

    //! Begins a transaction, which commit() ends. With \a throughToDisk it survives a power failure right
    //! after commit().
    void begin(bool throughToDisk = false);
    void commit();

    //! Sets the time that the clock shows to \a now; begins a new segment when the clock has jumped. Call it
    //! in a transaction, before rows are added.
    void useClock(qint64 now);

    //! Adds a row, and returns its id.
    qint64 add(const JournalRow &row);
    //! Updates the duration of the row \a id, a hold that goes on. Returns false when the row was deleted.
    bool prolong(qint64 id, std::chrono::microseconds held);
    //! Ends the row \a id as \a row says. Returns false when the row was deleted.
    bool close(qint64 id, const JournalRow &row);
    //! Ends the row \a id at an unknown time.
    void closeUnknown(qint64 id);
    //! Ends all rows of this run that go on, except for \a exception, at an unknown time.
    void closeAllBut(qint64 exception);

    //! Throws unless a larger amount can be written: small changes may fit even on a full disk.
    void tryRoom();

    //! Records that the server is alive at \a now.
    void noteAlive(qint64 now);
    void endRun(qint64 now);

    //! Deletes a part of the entries that are older than \a age by the journal's own time. Returns true
    //! when none of them is left.
    bool prune(std::chrono::milliseconds age);
    //! Deletes a part of the oldest entries when more than \a mostBytes are used. Returns true when there
    //! was nothing to delete.
    bool shrink(qint64 mostBytes);

private:
    void open(qint64 pageLimit);
    void resumeTime(qint64 now);
    void beginRun(qint64 begun);
    void closeEarlierRuns(qint64 begun);
    //! Returns what went on at the end of a run, before that is closed.
    BrokenOffRun brokenOffRun(qint64 run, qint64 lastSign) const;
    //! Returns how many were deleted.
    int deleteOldest(const QString &condition, int most);
    QVariant textId(const QString &text);

    const std::shared_ptr<JournalStateBoard> m_board;
    JournalDatabase m_database;
    qint64 m_run = 0;
    JournalTime m_time;
    qint64 m_segment = 0; //!< 0 before the first one of this run is known
    qint64 m_shift = 0;   //!< what the clock of the segment shows when the journal's own time is 0
    std::optional<BrokenOffRun> m_brokenOff;
    QHash<QString, qint64> m_texts;
    std::optional<JournalTransaction> m_transaction;
    JournalTally m_uncommitted;
    QSqlQuery m_add;
    QSqlQuery m_addText;
    QSqlQuery m_findText;
};

} // namespace Holdfast
