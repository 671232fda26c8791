// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/seriallog.h"
#include "tests/instruments/sangaboard/sangaboardbench.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QFile>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

namespace tst_seriallog {

using namespace Holdfast;
using namespace std::chrono_literals;
using SimulatedSangaboard::Profile;
using SimulatedSangaboard::Recording;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSerialLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesWhatCanBeReadAgain()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("log"));
        for (int run = 0; run < 2; ++run) { // the second one appends
            SerialLog log(path);
            QCOMPARE(log.error(), QString());
            log.remark(QStringLiteral("opened"));
            log.sent("p?\n");
            log.received("1 2 \\ \t\x7f\r\n");
        }
        const Recording recording = Recording::parse(contentOf(path).toStdString());
        QCOMPARE(recording.exchanges().size(), 2U);
        QCOMPARE(recording.exchanges()[1].command, std::string("p?"));
        QCOMPARE(recording.exchanges()[1].answers[0].bytes, std::string("1 2 \\ \t\x7f\r\n"));
    }

    void saysWhyItCannotBeWritten()
    {
        QVERIFY(!SerialLog(QStringLiteral("/nonexistent/log")).error().isEmpty());
        QVERIFY(SerialLog(QString()).error().isEmpty());
    }

    void endsWithAWholeLineWhenTheDiskIsFull()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("log"));
        // A file that may not grow is handled like a full disk.
        const auto before = std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit {};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &limit), 0);
        rlimit small = limit;
        small.rlim_cur = 1000;
        QSemaphore ended;
        QString why;
        {
            SerialLog log(path, [&](const QString &reason) {
                why = reason;
                ended.release();
            });
            QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
            const auto restore = qScopeGuard([&limit, before] {
                ::setrlimit(RLIMIT_FSIZE, &limit);
                std::signal(SIGXFSZ, before);
            });
            for (int i = 0; i < 100; ++i) {
                log.sent("mr " + QByteArray::number(i) + " 0 0\n");
                log.received("done\r\n");
            }
            QVERIFY(ended.tryAcquire(1, 30'000));
            log.sent("p?\n");
        }
        QCOMPARE(why, QStringLiteral("File too large"));
        const QByteArray content = contentOf(path);
        QVERIFY(content.endsWith('\n'));
        const Recording recording = Recording::parse(content.toStdString());
        QVERIFY(recording.exchanges().size() > 10);
        QVERIFY(recording.exchanges().back().command != "p?");
    }

    void saysThatTheDiskIsFull()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral(
                                               "The serial log /dev/full has ended, because it "
                                               "cannot be written: No space left on device.")));
        SangaboardStageOptions options = SangaboardBench::straight();
        options.serialLog = QStringLiteral("/dev/full");
        SangaboardBench bench(SangaboardBench::fast(Profile::V1_0_4), options);
        WAIT_UNTIL(bench.isConnected());
        bench.fixture.invoke(QStringLiteral("move_relative"), steps(10, 0, 0));
        QCOMPARE(bench.counted(), (StagePosition {10, 0, 0}));
    }

    void aRecordedSessionCanBeReplayed_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::newRow("firmware 0.4") << false;
        QTest::newRow("firmware 1.0.4") << true;
    }
    void aRecordedSessionCanBeReplayed()
    {
        QFETCH(bool, isNew);
        const QTemporaryDir folder;
        const auto act = [](SangaboardBench &bench) {
            WAIT_UNTIL(bench.isConnected());
            bench.fixture.invoke(QStringLiteral("set_zero_position"));
            bench.fixture.invoke(QStringLiteral("move_relative"), steps(300, -20, 0));
            bench.fixture.invoke(QStringLiteral("move_absolute"), steps(10, 20, 30));
        };
        // Without the questions to an idle board, which come at any moment.
        SangaboardTimes times = SangaboardBench::times();
        times.idle = 1h;
        times.answer = 10s; // a recording has no answer to the questions that follow a late one
        SangaboardStageOptions options = SangaboardBench::straight();
        options.serialLog = folder.filePath(QStringLiteral("serial.log"));
        {
            SangaboardBench bench(SangaboardBench::fast(isNew ? Profile::V1_0_4 : Profile::V0_4),
                                  options, times);
            act(bench);
        }
        SangaboardBench::SimulatorOptions replayed;
        replayed.firmware.timeScale = 50;
        replayed.replay = Recording::parse(contentOf(options.serialLog).toStdString());
        SangaboardBench bench(replayed, SangaboardBench::straight(), times);
        act(bench);
        QCOMPARE(bench.board.divergence(), std::string());
        QCOMPARE(bench.stage.position(), (StagePosition {10, 20, 30}));
        QVERIFY(bench.stage.isPositionKnown());
    }
};

HOLDFAST_GUILESS_TEST(TestSerialLog)

} // namespace tst_seriallog

#include "tst_seriallog.moc"
