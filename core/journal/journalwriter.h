// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journaldatabase.h"
#include "core/journal/journalrow.h"
#include "core/journal/journalstateboard.h"
#include "core/journal/journaltime.h"

#include <QHash>

#include <memory>
#include <optional>

namespace Holdfast {

//! \brief Writes rows into an open journal, for one run of the server. Throws JournalError. After
//! that it is to be thrown away: it may remember texts that were rolled back.
class JournalWriter
{
public:
    //! Opens the file of \a name at \a now. \a begun: when this run did, which may have had the file
    //! open before. What earlier ones left open is marked as unfinished. \a board is told of every
    //! entry once it is in the file.
    JournalWriter(const QString &name, qint64 begun, qint64 now, qint64 pageLimit,
                  std::shared_ptr<JournalStateBoard> board);

    //! All that follows, until commit(), is written or nothing of it. With \a throughToDisk it is
    //! there even when the power fails right after it.
    void begin(bool throughToDisk = false);
    void commit();

    //! To be called in a transaction, before rows are added: the clock shows \a now. After a jump of
    //! it a new segment begins.
    void useClock(qint64 now);

    //! Returns the row's id.
    qint64 add(const JournalRow &row);
    //! The row \a id, which goes on, has got so far. False when it is no more.
    bool prolong(qint64 id, std::chrono::microseconds held);
    //! It has ended as \a row says. False when it is no more.
    bool close(qint64 id, const JournalRow &row);
    //! It has ended, and nobody knows when.
    void closeUnknown(qint64 id);
    //! All of this run that goes on, but \a exception, has ended unseen.
    void closeAllBut(qint64 exception);

    //! Whether there is room for more than a little: changes alone may well fit into a full disk.
    //! Throws when there is none.
    void tryRoom();

    //! The server lives at \a now.
    void noteAlive(qint64 now);
    void endRun(qint64 now);

    //! Deletes a part of what is older than \a age by the journal's own time; true when there is
    //! nothing more of it.
    bool prune(std::chrono::milliseconds age);
    //! Deletes a part of the oldest entries while there are more than \a mostBytes; true when there
    //! was nothing to delete.
    bool shrink(qint64 mostBytes);

private:
    void open(qint64 pageLimit);
    void resumeTime(qint64 now);
    void beginRun(qint64 begun);
    void closeEarlierRuns(qint64 begun);
    //! Returns how many.
    int deleteOldest(const QString &condition, int most);
    QVariant textId(const QString &text);

    const std::shared_ptr<JournalStateBoard> m_board;
    JournalDatabase m_database;
    qint64 m_run = 0;
    JournalTime m_time;
    qint64 m_segment = 0; //!< 0 before the first one of this run is known
    qint64 m_shift = 0;   //!< what the clock shows in it, when the journal's own time is 0
    QHash<QString, qint64> m_texts;
    std::optional<JournalTransaction> m_transaction;
    JournalTally m_uncommitted;
    QSqlQuery m_add;
    QSqlQuery m_addText;
    QSqlQuery m_findText;
};

} // namespace Holdfast
