// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journaldatabase.h"
#include "tests/journal/journalrun.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <atomic>

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

//! What becomes of the file when something is wrong with it, or with the disk.
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
    void aFolderThatCannotBeMadeIsSaid();
    void forgetsWhatIsTooOld();
    void forgetsTheOldestWhenItIsTooLarge();
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
    // What was rolled back is not counted as written.
    const JournalTally tally = run.journal.tally();
    QCOMPARE(tally.written.at(HistoryKind::Hold), written);
    QCOMPARE(tally.written.at(HistoryKind::Missing), quint64 {1});
    QCOMPARE(tally.missing, missing.missing);
}

void TestJournalFile::aFolderThatCannotBeMadeIsSaid()
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

void TestJournalFile::forgetsWhatIsTooOld()
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

void TestJournalFile::forgetsTheOldestWhenItIsTooLarge()
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
