// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journalschema.h"

#include <iterator>

namespace Holdfast {

namespace {

// "Hold", so that a program can tell whose file it is.
constexpr qint64 applicationId = 0x486f6c64;

// Times are UTC in ms, durations in us; kinds and hows are HistoryKind and HistoryHow. Texts that come
// again and again are kept once. "seen": when the text, or the run, was last known to be in use.
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
             // What goes on (how 5) is found at the next start.
             "CREATE INDEX events_open ON events(id) WHERE how = 5",
             // What is neither a hold nor a refusal is rare, and looked for.
             "CREATE INDEX events_rare ON events(at) WHERE kind NOT IN (1, 2)",
         })
        database.run(QString::fromLatin1(sql));
}

using Step = void (*)(const JournalDatabase &);

// Each step leads from the version of its place in this list to the next one.
constexpr Step steps[] = {makeTables};
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
