// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/file/journaldatabase.h"
#include "core/journal/file/journalschema.h"
#include "core/journal/journal.h"
#include "core/lock/events/lockrecorder.h"
#include "core/lock/lockstatus.h"
#include "core/wire/historyjson.h"
#include "tests/fuzz/fuzztarget.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <chrono>
#include <future>
#include <utility>

namespace Holdfast::fuzz_journal {

namespace {

using Fuzz::require;

constexpr int s_mostPages = 10;
constexpr int s_pageSize = 2;
constexpr int s_mostRows = 50;

//! A table of a journal, and how many columns it has.
struct Table
{
    const char *name;
    int columns;
};

constexpr std::array s_tables {Table {"runs", 6}, Table {"segments", 3}, Table {"texts", 3},
                               Table {"events", 22}};

//! Adds a row: the name of a table, and its values, between spaces. A value that is missing is NULL.
void addRow(const JournalDatabase &database, const QByteArrayList &words)
{
    for (const Table &table : s_tables) {
        if (words.front() != table.name)
            continue;
        QString places = QStringLiteral("?");
        for (int i = 1; i < table.columns; ++i)
            places += QStringLiteral(",?");
        QSqlQuery query = database.prepared(QStringLiteral("INSERT OR REPLACE INTO %1 VALUES(%2)")
                                                .arg(QLatin1String(table.name), places));
        for (int i = 1; i <= table.columns; ++i) {
            const QByteArray word = words.value(i);
            bool isNumber = false;
            const qint64 number = word.toLongLong(&isNumber);
            query.addBindValue(isNumber         ? QVariant(number)
                               : word.isEmpty() ? QVariant()
                                                : QVariant(QString::fromUtf8(word)));
        }
        try {
            JournalDatabase::run(query);
        } catch (const JournalError &) { // a value that the table does not allow
        }
    }
}

// Makes a version 1 of a journal of version 2.
void makeOlder(const JournalDatabase &database)
{
    for (const char *sql :
         {"DROP TABLE segments", "DROP INDEX events_order", "DROP INDEX events_rare",
          "ALTER TABLE runs DROP COLUMN elapsed", "ALTER TABLE events DROP COLUMN segment",
          "CREATE INDEX events_at ON events(at)",
          "CREATE INDEX events_rare ON events(at) WHERE kind NOT IN (1, 2)",
          "PRAGMA user_version=1"})
        database.run(QString::fromLatin1(sql));
}

// Makes a journal with rows that no Holdfast has written. The line "older" makes it one of version 1.
void writeRows(const QString &name, QByteArrayView input)
{
    const JournalDatabase database(name, JournalDatabase::For::Writing);
    database.run(QStringLiteral("PRAGMA synchronous=OFF"));
    JournalSchema::establish(database);
    const QByteArrayList lines = input.toByteArray().split('\n');
    JournalTransaction rows(database);
    for (qsizetype i = 0; i < std::min<qsizetype>(lines.size(), s_mostRows); ++i)
        addRow(database, lines[i].split(' '));
    if (lines.contains("older"))
        makeOlder(database);
    rows.commit();
}

Journal::Answer answerOf(const Journal &journal, const HistoryQuery &query)
{
    std::promise<Journal::Answer> promise;
    journal.read(query,
                 [&promise](Journal::Answer answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
}

void readHistory(const Journal &journal, HistoryQuery query)
{
    query.limit = s_pageSize;
    for (int pages = 0; pages < s_mostPages; ++pages) {
        const Journal::Answer answer = answerOf(journal, query);
        const auto *page = std::get_if<HistoryPage>(&answer);
        if (!page) {
            require(!std::get<QString>(answer).isEmpty(), "A journal says why it has no answer.");
            return;
        }
        toBytes(toJson(*page));
        if (!page->next)
            return;
        require(query.after != page->next, "Each page begins elsewhere.");
        query.after = HistoryCursor::fromText(page->next->toText());
        require(query.after == page->next, "A cursor is the same after a client had it.");
    }
}

// The input is the file of a journal, or the rows of one.
void readJournal(QByteArrayView input)
{
    const QString memory = QStringLiteral("/dev/shm");
    const QTemporaryDir folder((QFileInfo(memory).isWritable() ? memory : QDir::tempPath())
                               + QStringLiteral("/fuzz-XXXXXX"));
    JournalOptions options {.place = JournalOptions::Place::File,
                            .file = folder.filePath(QStringLiteral("journal.sqlite"))};
    if (input.startsWith("SQLite format 3")) {
        QFile file(options.file);
        require(file.open(QIODevice::WriteOnly)
                    && file.write(input.data(), input.size()) == input.size(),
                "There is room for a file.");
    } else {
        writeRows(options.file, input);
    }

    const Journal journal(options);
    const auto sink = journal.sink();
    readHistory(journal, {});
    sink->look(LockStatus {}, ClockPair {});
    const JournalState state = journal.state();
    require((state.state == JournalState::State::Writing) == state.reason.isEmpty(),
            "A journal that does not write says why.");
    readHistory(journal, {});
    readHistory(journal, {.from = QDateTime::currentDateTimeUtc().addDays(-1),
                          .who = QStringLiteral("a"),
                          .atLeast = std::chrono::milliseconds {1}});
    sink->look(LockStatus {}, ClockPair {});
    sink->end();
}

const Fuzz::Target s_target("journal", &readJournal);

} // namespace

} // namespace Holdfast::fuzz_journal
