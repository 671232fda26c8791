// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/file/journaldatabase.h"
#include "tests/journal/journalrun.h"
#include "tests/journal/killedrun.h"
#include "tests/program/testprogram.h"
#include "tests/soak.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace tst_journalkill {

using namespace Holdfast;

//! Kills a program that uses its lock heavily, at random moments.
class TestJournalKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void whatIsWrittenIsCounted();

    void aKilledServerLeavesAGoodJournalThatItsMetricsAgreeWith_data()
    {
        QTest::addColumn<bool>("atNews");
        for (const int journal : {1, 2}) {
            QTest::addRow("killed at any moment, journal %d", journal) << false;
            QTest::addRow("killed as soon as more was reported, journal %d", journal) << true;
        }
    }

    // Four journals, because the whole file is read after each kill, and it grows.
    void aKilledServerLeavesAGoodJournalThatItsMetricsAgreeWith()
    {
        QFETCH(bool, atNews);
        const int kills = soakTimes(40, 200) / 4;
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("journal.sqlite"));
        for (int kill = 1; kill <= kills; ++kill) {
            KilledRun run(file, folder.filePath(QStringLiteral("account%1").arg(kill)));
            QVERIFY2(run.killAfter(QRandomGenerator::global()->bounded(60), atNews),
                     "the worker did not work");
            check(file, kill);
            compare(file, run);
            if (QTest::currentTestFailed())
                return;
        }
        // The next server takes the file over.
        JournalOptions options = journalIn({});
        options.file = file;
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("did not come to its end")));
        JournalRun run(options);
        run.use(QStringLiteral("camera.capture"));
        QCOMPARE(run.page().entries.first().operation, QStringLiteral("camera.capture"));
        const JournalDatabase database(file, JournalDatabase::For::Reading);
        QCOMPARE(database.number(QStringLiteral("SELECT count(*) FROM runs WHERE ended IS NULL")),
                 1);
        QCOMPARE(database.number(QStringLiteral("SELECT count(*) FROM events WHERE how = 5")), 0);
        qInfo("%d kills left %lld holds, %lld refusals and %lld unfinished holds.", kills,
              database.number(QStringLiteral("SELECT count(*) FROM events WHERE kind = 1")),
              database.number(QStringLiteral("SELECT count(*) FROM events WHERE kind = 2")),
              database.number(
                  QStringLiteral("SELECT count(*) FROM events WHERE how = 6 AND kind = 1")));
    }

private:
    static void check(const QString &file, int kill)
    {
        const JournalDatabase database(file, JournalDatabase::For::Reading);
        QSqlQuery integrity = database.prepared(QStringLiteral("PRAGMA integrity_check"));
        JournalDatabase::run(integrity);
        QVERIFY(integrity.next());
        QCOMPARE(integrity.value(0).toString(), QStringLiteral("ok"));
        integrity.finish();

        QSqlQuery holds = database.prepared(
            QStringLiteral("SELECT at, held, generation FROM events WHERE kind = 1 AND run ="
                           " (SELECT max(id) FROM runs) ORDER BY generation"));
        JournalDatabase::run(holds);
        qint64 end = 0;
        qint64 generation = 0;
        while (holds.next()) {
            const qint64 at = holds.value(0).toLongLong();
            QVERIFY2(holds.value(2).toLongLong() > generation, "a generation twice");
            // The times are rounded down to ms.
            QVERIFY2(at + 1 >= end, "two holds at the same time");
            generation = holds.value(2).toLongLong();
            end = at + holds.value(1).toLongLong() / 1000;
        }
        QVERIFY2(generation > 0, "nothing was written");
        QCOMPARE(database.number(QStringLiteral("SELECT count(*) FROM runs")), kill);
        QCOMPARE(database.number(QStringLiteral("SELECT count(*) FROM runs WHERE ended IS NULL")),
                 1);
        QVERIFY(database.number(QStringLiteral("SELECT count(*) FROM events WHERE how = 5")) <= 1);
    }

    //! Compares the last metrics, the account of the worker, and the file.
    static void compare(const QString &file, const KilledRun &run)
    {
        const JournalDatabase database(file, JournalDatabase::For::Reading);
        const auto rows = [&database](const QString &which) {
            return database.number(QStringLiteral("SELECT count(*) FROM events WHERE (%1) AND run ="
                                                  " (SELECT max(id) FROM runs)")
                                       .arg(which));
        };
        const auto rowsOf = [&rows](HistoryKind kind) {
            return rows(QStringLiteral("kind = %1").arg(int(kind)));
        };
        const ToldFigures last = run.last();
        QVERIFY2(last.lost == 0 && last.missing == 0, "too fast for this test");
        using enum HistoryKind;
        for (const HistoryKind kind : {Hold, Refusal, Break, Mode, RunBegun})
            QVERIFY2(rowsOf(kind) >= last.written.value(kind),
                     qPrintable(QStringLiteral(
                                    "%1 entries of the kind %2 were reported, %3 are in the file")
                                    .arg(last.written.value(kind))
                                    .arg(toWord(kind))
                                    .arg(rowsOf(kind))));
        QCOMPARE(rowsOf(RunBegun), 1);
        // Events are counted before they are written, except for a hold that goes on.
        QVERIFY(last.counted.value(Hold) + 1 >= last.written.value(Hold));
        for (const HistoryKind kind : {Refusal, Break, Mode})
            QVERIFY(last.counted.value(kind) >= last.written.value(kind));
        // What was counted two batches ago has been written since.
        const ToldFigures before = run.beforeTheLatestTwoBatches();
        for (const HistoryKind kind : {Hold, Refusal, Break, Mode})
            QVERIFY(rowsOf(kind) >= before.counted.value(kind));

        const KillAccount &did = *run.account();
        QVERIFY(rowsOf(Hold) + rowsOf(Refusal) <= qint64(did.asked));
        QVERIFY(rowsOf(Refusal) <= qint64(did.asked - did.granted));
        // A hold that was broken, or met a stop, before it began counts both as refused and as a hold.
        QVERIFY(rows(QStringLiteral("kind = 1 AND how NOT IN (3, 4)"))
                <= qint64(did.asked - did.refused));
        QVERIFY(rowsOf(Break) <= qint64(did.breaks));
        QVERIFY(rowsOf(Mode) <= qint64(did.modes));
        // Neither sequence has a gap, except for holds whose end was not reported yet.
        QCOMPARE(
            rows(QStringLiteral("1")),
            database.number(QStringLiteral("SELECT max(id) - min(id) + 1 FROM events WHERE run ="
                                           " (SELECT max(id) FROM runs)")));
        const qint64 owners =
            database.number(QStringLiteral("SELECT max(generation) FROM events WHERE kind = 1 AND "
                                           "run = (SELECT max(id) FROM runs)"));
        QVERIFY(owners - rowsOf(Hold) <= KillAccount::users);
    }
};

void TestJournalKill::whatIsWrittenIsCounted()
{
    JournalOptions options = JournalOptions::inMemory();
    options.longHold = std::chrono::hours {1};
    JournalRun run(options);
    const auto written = [&run](HistoryKind kind) {
        const auto tally = run.journal.tally().written;
        const auto found = tally.find(kind);
        return found == tally.end() ? 0 : found->second;
    };
    for (int i = 0; i < 5; ++i)
        run.use(QStringLiteral("stage.move"));
    const LockGuard hold = run.hold(QStringLiteral("stage.scan"));
    for (int i = 0; i < 3; ++i)
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError,
                                 (void)run.lock.acquire(Holder(aClient().principal()),
                                                        QStringLiteral("stage.move"),
                                                        GlobalLock::Wait::none()));
    run.recorder.flush();
    QCOMPARE(written(HistoryKind::RunBegun), 1u);
    QCOMPARE(written(HistoryKind::Hold), 5u);
    QCOMPARE(written(HistoryKind::Refusal), 3u);
    QCOMPARE(run.journal.tally().missing, 0u);
}

HOLDFAST_GUILESS_TEST(TestJournalKill)

} // namespace tst_journalkill

#include "tst_journalkill.moc"
