// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/file/journalschema.h"

#include "core/journal/file/journaltime.h"

#include <QVariant>

#include <algorithm>
#include <iterator>

namespace Holdfast {

namespace {

// "Hold", so that programs can tell to which application the file belongs.
constexpr qint64 applicationId = 0x486f6c64;

// The first version; later changes are below. Times are UTC in ms, durations in us; kinds and hows are
// HistoryKind and HistoryHow. Texts that occur repeatedly are stored once. "seen": when the text, or the
// run, was last known to be in use.
void makeTables(const JournalDatabase &database)
{
    for (const char *sql : {
             "CREATE TABLE runs(id INTEGER PRIMARY KEY, begun INTEGER NOT NULL,"
             " seen INTEGER NOT NULL, ended INTEGER, version TEXT NOT NULL)",
             "CREATE TABLE texts(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE,"
             " seen INTEGER NOT NULL)",
             "CREATE TABLE events(id INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
             " kind INTEGER NOT NULL, how INTEGER NOT NULL, run INTEGER NOT NULL, who INTEGER,"
             " who_kind INTEGER, who_address TEXT, operation INTEGER, class INTEGER,"
             " generation INTEGER, lease INTEGER, waited INTEGER, held INTEGER,"
             " position INTEGER, other INTEGER, other_kind INTEGER, other_address TEXT,"
             " other_operation INTEGER, reason TEXT, missing INTEGER)",
             "CREATE INDEX events_at ON events(at)",
             // For holds that go on (how 5), which the next start looks for.
             "CREATE INDEX events_open ON events(id) WHERE how = 5",
             // For entries that are neither a hold nor a refusal: they are rare, and queried often.
             "CREATE INDEX events_rare ON events(at) WHERE kind NOT IN (1, 2)",
         })
        database.run(QString::fromLatin1(sql));
}

// The order of the history must not depend on a clock that may be set. It is the order of the segments, in
// each of which the clock ran without a jump, and within a segment that of the times. "shift": what the
// clock showed when the journal's own time (JournalTime) was 0. "elapsed": the journal's own time when the
// run was last seen. "seen" of a text is in the journal's own time from now on.
void addSegments(const JournalDatabase &database)
{
    for (const char *sql : {
             ("CREATE TABLE segments(id INTEGER PRIMARY KEY, run INTEGER NOT NULL,"
              " shift INTEGER NOT NULL)"),
             "ALTER TABLE runs ADD COLUMN elapsed INTEGER NOT NULL DEFAULT 0",
             "ALTER TABLE events ADD COLUMN segment INTEGER NOT NULL DEFAULT 0",
             "UPDATE events SET segment = run",
             "UPDATE texts SET seen = 0",
             "DROP INDEX events_at",
             "DROP INDEX events_rare",
             "CREATE INDEX events_order ON events(segment, at)",
             "CREATE INDEX events_rare ON events(segment, at) WHERE kind NOT IN (1, 2)",
         })
        database.run(QString::fromLatin1(sql));
    // Each earlier run becomes a segment. The journal's own time is 0 at the end of the last one.
    QSqlQuery runs = database.prepared(
        QStringLiteral("SELECT id, begun, max(begun, seen) FROM runs ORDER BY id DESC"));
    QSqlQuery insert =
        database.prepared(QStringLiteral("INSERT INTO segments(id, run, shift) VALUES(?, ?, ?)"));
    JournalDatabase::run(runs);
    qint64 end = 0;
    qint64 laterBegun = 0;
    for (bool isLast = true; runs.next(); isLast = false) {
        const qint64 begun = JournalTime::within(runs.value(1).toLongLong());
        const qint64 seen = JournalTime::within(runs.value(2).toLongLong());
        if (!isLast)
            end -= JournalTime::acrossAGap(laterBegun - seen);
        insert.bindValue(0, runs.value(0));
        insert.bindValue(1, runs.value(0));
        insert.bindValue(2, seen - end);
        JournalDatabase::run(insert);
        end = JournalTime::within(end - (seen - begun));
        laterBegun = begun;
    }
}

using Step = void (*)(const JournalDatabase &);

// The step at index N migrates from version N to N + 1.
constexpr Step steps[] = {makeTables, addSegments};
static_assert(std::size(steps) == JournalSchema::version);

} // namespace

void JournalSchema::establish(const JournalDatabase &database)
{
    const qint64 found = database.number(QStringLiteral("PRAGMA user_version"));
    const qint64 application = database.number(QStringLiteral("PRAGMA application_id"));
    const bool isEmpty = database.number(QStringLiteral("SELECT count(*) FROM sqlite_master")) == 0;
    if (!isEmpty && application != applicationId)
        throw JournalError(JournalError::Kind::Foreign,
                           QStringLiteral("it is a database of another program"));
    if (found > version)
        throw JournalError(JournalError::Kind::Foreign,
                           QStringLiteral("it is from a newer Holdfast"));
    if (found == version)
        return;
    JournalTransaction transaction(database);
    for (auto i = found; i < version; ++i)
        steps[i](database);
    database.run(QStringLiteral("PRAGMA application_id=%1").arg(applicationId));
    database.run(QStringLiteral("PRAGMA user_version=%1").arg(version));
    transaction.commit();
}

} // namespace Holdfast
