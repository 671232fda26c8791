// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journaldatabase.h"
#include "tests/journal/journalrun.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <csignal>

using namespace Holdfast;

//! A program that uses its lock as hard as it can is killed at random moments.
class TestJournalKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aKilledServerLeavesAGoodJournal()
    {
        const int given = qEnvironmentVariableIntValue("HOLDFAST_KILLS");
        const int kills = given > 0 ? given : 200;
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("journal.sqlite"));
        for (int kill = 1; kill <= kills; ++kill) {
            QVERIFY2(killOne(file), "the worker did not work");
            check(file, kill);
            if (QTest::currentTestFailed())
                return;
        }
        // And the next server takes it over.
        JournalOptions options = journalIn({});
        options.file = file;
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
    static bool killOne(const QString &file)
    {
        QProcess worker;
        worker.setProgram(QStringLiteral(JOURNAL_WORKER));
        worker.setArguments({file});
        worker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        worker.start();
        if (!worker.waitForReadyRead(60'000))
            return false;
        // It never ends by itself: this is how long it lives on.
        worker.waitForFinished(QRandomGenerator::global()->bounded(60));
        ::kill(static_cast<pid_t>(worker.processId()), SIGKILL);
        worker.waitForFinished(60'000);
        return worker.exitStatus() == QProcess::CrashExit;
    }

    static void check(const QString &file, int kill)
    {
        const JournalDatabase database(file, JournalDatabase::For::Reading);
        // All of the file takes long when there is much in it; the end is what the kill has hit.
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
            // In ms, cut off.
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
};

QTEST_GUILESS_MAIN(TestJournalKill)
#include "tst_journalkill.moc"
