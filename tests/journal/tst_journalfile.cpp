// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/file/journaldatabase.h"
#include "core/lock/lockstatus.h"
#include "tests/journal/journalrun.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <atomic>
#include <cstdio>

namespace tst_journalfile {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

const QString op = QStringLiteral("stage.move_relative");

QStringList filesBeside(const QString &file)
{
    const QFileInfo info(file);
    return info.dir().entryList({info.fileName() + QStringLiteral(".damaged-*")});
}

void execute(const QString &file, const QString &sql)
{
    JournalDatabase(file, JournalDatabase::For::Writing).run(sql);
}

} // namespace

//! What happens to the file when it, or the disk, has a problem.
class TestJournalFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsADamagedFileAside_data();
    void keepsADamagedFileAside();
    void leavesForeignFilesAlone_data();
    void leavesForeignFilesAlone();
    void pausesWhileAnotherProgramWrites();
    void aFullDiskStopsTheJournalAndNotTheLock();
    void reportsAFolderThatCannotBeCreated();
    void deletesEntriesThatAreTooOld();
    void aClockThatIsAheadDeletesNothing();
    void noticesThatTheFileWasRemoved_data();
    void noticesThatTheFileWasRemoved();
    void goesOnWithAFileOfTheFirstVersion();
    void deletesTheOldestEntriesWhenTheFileIsTooLarge();
};

void TestJournalFile::keepsADamagedFileAside_data()
{
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("that is no database at all") << true;
    QTest::newRow("that is damaged in the middle") << false;
}

void TestJournalFile::keepsADamagedFileAside()
{
    QFETCH(const bool, isWhole);
    const QTemporaryDir folder;
    const JournalOptions options = journalIn(folder.path());
    {
        JournalRun run(options);
        run.use(op);
        run.recorder.flush();
    }
    QFile file(options.file);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    QVERIFY(file.seek(isWhole ? 0 : 100)); // the header of the file has 100 bytes
    file.write(QByteArray(int(size - file.pos()), 'x'));
    file.close();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("is damaged")));
    JournalRun run(options);
    run.use(op);
    QCOMPARE(run.entries(HistoryKind::Hold).size(), 1);
    QCOMPARE(run.journal.state().state, JournalState::State::Writing);
    const QStringList aside = filesBeside(options.file);
    QCOMPARE(aside.size(), 1);
    QCOMPARE(QFileInfo(QFileInfo(options.file).dir().filePath(aside.first())).size(), size);
}

void TestJournalFile::leavesForeignFilesAlone_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("reason");
    QTest::newRow("of another program") << QStringLiteral("PRAGMA application_id=7")
                                        << QStringLiteral("a database of another program");
    QTest::newRow("of a newer Holdfast")
        << QStringLiteral("PRAGMA user_version=99") << QStringLiteral("from a newer Holdfast");
}

void TestJournalFile::leavesForeignFilesAlone()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, reason);
    const QTemporaryDir folder;
    const JournalOptions options = journalIn(folder.path());
    {
        JournalRun run(options);
        run.use(op);
        run.recorder.flush();
    }
    execute(options.file, sql);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(reason));
    JournalRun run(options);
    run.use(op);
    run.recorder.flush();
    QCOMPARE(run.journal.state().state, JournalState::State::Paused);
    QVERIFY(run.journal.state().reason.contains(reason));
    QCOMPARE(JournalDatabase(options.file, JournalDatabase::For::Reading)
                 .number(QStringLiteral("SELECT count(*) FROM events WHERE kind = 1")),
             1);
}

void TestJournalFile::pausesWhileAnotherProgramWrites()
{
    const QTemporaryDir folder;
    const JournalOptions options = journalIn(folder.path());
    auto first = std::make_unique<JournalRun>(options);
    first->use(op);
    QCOMPARE(first->entries(HistoryKind::Hold).size(), 1);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("another program")));
    JournalRun second(options);
    second.use(op);
    second.recorder.flush();
    QCOMPARE(second.journal.state().state, JournalState::State::Paused);
    first.reset();
    QTRY_COMPARE_WITH_TIMEOUT(second.journal.state().state, JournalState::State::Writing, 30'000);
    QCOMPARE(second.only(HistoryKind::Missing).missing, quint64 {1});
}

void TestJournalFile::aFullDiskStopsTheJournalAndNotTheLock()
{
    const QTemporaryDir folder;
    JournalOptions options = journalIn(folder.path());
    const auto pages = std::make_shared<std::atomic<qint64>>(20);
    options.pageLimit = [pages] { return pages->load(); };
    JournalRun run(options);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("The disk is full")));
    quint64 uses = 0;
    while (run.journal.state().state != JournalState::State::Paused || uses < 5000) {
        run.use(op);
        ++uses;
        if (uses % 100 == 0)
            run.recorder.flush();
        QVERIFY2(uses < 1'000'000, "the disk is never full");
    }
    run.recorder.flush();
    const JournalState paused = run.page().journal;
    QCOMPARE(paused.state, JournalState::State::Paused);
    QVERIFY(paused.reason.startsWith(QStringLiteral("The disk is full")));
    QVERIFY(paused.missing > 0);

    pages->store(1'000'000);
    QTRY_COMPARE_WITH_TIMEOUT(run.journal.state().state, JournalState::State::Writing, 30'000);
    run.use(QStringLiteral("camera.capture"));
    const HistoryEntry missing = run.only(HistoryKind::Missing);
    QCOMPARE(toWord(missing.how), QStringLiteral("not_written"));
    QCOMPARE(missing.missing, paused.missing);
    const auto written =
        quint64(JournalDatabase(options.file, JournalDatabase::For::Reading)
                    .number(QStringLiteral("SELECT count(*) FROM events WHERE kind = 1")));
    QCOMPARE(written + missing.missing, uses + 1);
    // Rows that were rolled back are not counted as written.
    const JournalTally tally = run.journal.tally();
    QCOMPARE(tally.written.at(HistoryKind::Hold), written);
    QCOMPARE(tally.written.at(HistoryKind::Missing), quint64 {1});
    QCOMPARE(tally.missing, missing.missing);
}

void TestJournalFile::reportsAFolderThatCannotBeCreated()
{
    JournalOptions options = journalIn(QStringLiteral("/proc/none"));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("cannot be made")));
    JournalRun run(options);
    run.use(op);
    const HistoryPage page = run.page();
    QVERIFY(page.entries.isEmpty());
    QCOMPARE(page.journal.state, JournalState::State::Paused);
    QCOMPARE(page.journal.missing, quint64 {1});
}

void TestJournalFile::deletesEntriesThatAreTooOld()
{
    const QTemporaryDir folder;
    const JournalOptions options = journalIn(folder.path());
    {
        JournalRun run(options);
        run.use(op);
        run.use(QStringLiteral("camera.capture"));
        run.recorder.flush();
    }
    execute(options.file, QStringLiteral("UPDATE events SET at = at - 31 * 86400000 WHERE id ="
                                         " (SELECT min(id) FROM events WHERE kind = 1)"));
    JournalRun run(options);
    QTRY_COMPARE_WITH_TIMEOUT(run.entries(HistoryKind::Hold).size(), 1, 30'000);
    QCOMPARE(run.only(HistoryKind::Hold).operation, QStringLiteral("camera.capture"));
}

void TestJournalFile::aClockThatIsAheadDeletesNothing()
{
    const QTemporaryDir folder;
    const JournalOptions options = journalIn(folder.path());
    JournalRun(options).use(QStringLiteral("first"));
    {
        // This start has a clock that is two years ahead.
        Journal journal(options);
        const ClockPair clocks {std::chrono::steady_clock::now(),
                                std::chrono::system_clock::now() + 24h * 730};
        LockFeed::Batch batch;
        batch.events.push_back(
            {clocks.steady, HoldEnded {.who = {aClient(), QStringLiteral("ahead")}}});
        journal.sink()->take(batch, clocks);
        for (int i = 0; i < 3; ++i)
            journal.sink()->look(LockStatus(), clocks);
        journal.sink()->end();
    }
    JournalRun run(options);
    run.use(QStringLiteral("last"));
    QStringList operations;
    for (const HistoryEntry &hold : run.entries(HistoryKind::Hold))
        operations << hold.operation;
    QCOMPARE(operations, (QStringList {QStringLiteral("last"), QStringLiteral("ahead"),
                                       QStringLiteral("first")}));
    QCOMPARE(run.entries(HistoryKind::Hold).last().who, aClient().principal());
}

void TestJournalFile::noticesThatTheFileWasRemoved_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("the file is removed") << QStringLiteral("remove");
    QTest::newRow("its folder is removed") << QStringLiteral("remove all");
    QTest::newRow("another journal is put in its place") << QStringLiteral("replace");
}

void TestJournalFile::noticesThatTheFileWasRemoved()
{
    QFETCH(const QString, how);
    const QTemporaryDir folder;
    const JournalOptions options = journalIn(folder.path());
    JournalOptions older = options;
    older.file = folder.filePath(QStringLiteral("older.sqlite"));
    JournalRun(older).use(QStringLiteral("long ago"));
    JournalRun run(options);
    run.use(QStringLiteral("before"));
    QCOMPARE(run.entries(HistoryKind::Hold).size(), 1);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("was removed or replaced while")));
    if (how == u"remove")
        QVERIFY(QFile::remove(options.file));
    else if (how == u"remove all")
        QVERIFY(QFileInfo(options.file).dir().removeRecursively());
    else
        QCOMPARE(std::rename(QFile::encodeName(older.file).constData(),
                             QFile::encodeName(options.file).constData()),
                 0);
    QTRY_COMPARE_WITH_TIMEOUT(run.entries(HistoryKind::Missing).size(), 1, 30'000);
    run.use(QStringLiteral("after"));
    const QList<HistoryEntry> holds = run.entries(HistoryKind::Hold);
    QCOMPARE(holds.first().operation, QStringLiteral("after"));
    QCOMPARE(holds.size(), how == u"replace" ? 2 : 1);
    QCOMPARE(run.journal.state().state, JournalState::State::Writing);
    const HistoryEntry missing = run.only(HistoryKind::Missing);
    QVERIFY2(missing.missing >= 2, "the hold, and the beginning of the run");
    QVERIFY(missing.reason.contains(QStringLiteral("removed or replaced")));
    QVERIFY(QFile::exists(options.file));
    // No other program may write there meanwhile.
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("another program")));
    JournalRun second(options);
    second.use(op);
    second.recorder.flush();
    QCOMPARE(second.journal.state().state, JournalState::State::Paused);
}

void TestJournalFile::goesOnWithAFileOfTheFirstVersion()
{
    const QTemporaryDir folder;
    const JournalOptions options = journalIn(folder.path());
    QVERIFY(QDir().mkpath(QFileInfo(options.file).path()));
    {
        const JournalDatabase old(options.file, JournalDatabase::For::Writing);
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const qint64 day = 86'400'000;
        for (const char *sql :
             {"CREATE TABLE runs(id INTEGER PRIMARY KEY, begun INTEGER NOT NULL,"
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
              "CREATE INDEX events_open ON events(id) WHERE how = 5",
              "CREATE INDEX events_rare ON events(at) WHERE kind NOT IN (1, 2)",
              "PRAGMA application_id=1215261796", "PRAGMA user_version=1",
              "INSERT INTO texts VALUES(1, 'too old', 0), (2, 'old', 0), (3, 'new', 0)"})
            old.run(QString::fromLatin1(sql));
        // Two runs of a day each, with three weeks in between; then a day without one.
        for (int run = 1; run <= 2; ++run) {
            const qint64 begun = now - (run == 1 ? 24 : 2) * day;
            old.run(QStringLiteral("INSERT INTO runs VALUES(%1, %2, %3, %3, 'x')")
                        .arg(run)
                        .arg(begun)
                        .arg(begun + day));
            old.run(QStringLiteral("INSERT INTO events(at, kind, how, run, operation, held)"
                                   " VALUES(%1, 1, 1, %2, %3, 1000)")
                        .arg(begun + 1000)
                        .arg(run)
                        .arg(run + 1));
        }
        old.run(QStringLiteral("INSERT INTO events(at, kind, how, run, operation, held)"
                               " VALUES(%1, 1, 1, 1, 1, 1000)")
                    .arg(now - 60 * day));
    }
    JournalRun run(options);
    run.use(op);
    const auto operations = [&run] {
        QStringList found;
        for (const HistoryEntry &hold : run.entries(HistoryKind::Hold))
            found << hold.operation;
        return found;
    };
    QTRY_COMPARE_WITH_TIMEOUT(
        operations(), (QStringList {op, QStringLiteral("new"), QStringLiteral("old")}), 30'000);
    QCOMPARE(run.entries(HistoryKind::RunBegun).size(), 1);
}

void TestJournalFile::deletesTheOldestEntriesWhenTheFileIsTooLarge()
{
    const QTemporaryDir folder;
    JournalOptions options = journalIn(folder.path());
    options.mostBytes = 1'500'000;
    JournalRun run(options);
    for (int i = 0; i < 40'000; ++i) {
        run.use(op);
        if (i % 1000 == 0)
            run.recorder.flush();
    }
    run.use(QStringLiteral("camera.capture"));
    const auto count = [&] {
        return JournalDatabase(options.file, JournalDatabase::For::Reading)
            .number(QStringLiteral("SELECT count(*) FROM events WHERE kind = 1"));
    };
    QTRY_VERIFY_WITH_TIMEOUT(count() < 35'000, 30'000);
    QCOMPARE(run.page().entries.first().operation, QStringLiteral("camera.capture"));
}

HOLDFAST_GUILESS_TEST(TestJournalFile)

} // namespace tst_journalfile

#include "tst_journalfile.moc"
