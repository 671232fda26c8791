// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/stitch/stitchinaction.h"
#include "core/instruments/scan/stitch/stitchprocess.h"
#include "core/thing/thingerror.h"
#include "core/thing/workcontext.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <thread>

namespace tst_stitchprocess {

using namespace Holdfast;

namespace {

using Ended = std::optional<Error>;

//! Returns whether a process of this number runs; one that waits to be reaped by its parent does not.
bool isAlive(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2, 1) != "Z";
}

//! \brief A folder with tiles, and a program that pretends to stitch them.
class Bench
{
public:
    Bench() { QDir(folder.path()).mkpath(QStringLiteral("scan/images")); }

    //! Makes the program: a script of the shell.
    void write(const QByteArray &script)
    {
        QFile file(program());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script);
        file.setPermissions(file.permissions() | QFileDevice::ExeOwner);
    }

    QString program() const { return folder.filePath(QStringLiteral("openflexure-stitch")); }
    QString images() const { return folder.filePath(QStringLiteral("scan/images")); }

    StitchRequest request() const
    {
        StitchRequest request;
        request.folder = images();
        request.program = program();
        return request;
    }

    //! Returns what the script has written into a file of its folder.
    QByteArray read(const QString &name) const
    {
        QFile file(images() + u'/' + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    //! Returns the numbers of the processes that the script has written into "pids".
    QList<qint64> pids() const
    {
        QList<qint64> numbers;
        for (const QByteArray &word : read(QStringLiteral("pids")).simplified().split(' ')) {
            if (!word.isEmpty())
                numbers << word.toLongLong();
        }
        return numbers;
    }

    QTemporaryDir folder;
};

//! \brief A process that is followed.
struct Followed
{
    Followed()
    {
        QObject::connect(&process, &StitchProcess::progressed, &process,
                         [this](double percent, const QString &step) {
                             percents << percent;
                             steps << step;
                         });
        QObject::connect(&process, &StitchProcess::ended, &process, [this](const Ended &error) {
            ++ends;
            outcome = error;
        });
    }

    QString message() const { return outcome ? outcome->message() : QString(); }

    QList<double> percents {};
    QStringList steps {};
    int ends = 0;
    Ended outcome {};
    StitchProcess process {};
};

//! A program that hears no SIGTERM, nor does the other one that it has started.
constexpr auto endless = "trap '' TERM\n"
                         "sleep 600 & echo $$ $! > pids.new; mv pids.new pids\n"
                         "while true; do wait; sleep 600; done\n";

} // namespace

class TestStitchProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theProgramGetsOpenFlexuresArguments_data()
    {
        QTest::addColumn<StitchRequest>("request");
        QTest::addColumn<QByteArray>("arguments");
        StitchRequest request;
        QTest::newRow("all")
            << request
            << QByteArray("--stitching_mode all --minimum_overlap 0.32 --resize 0.5 --stitch_dzi");
        request.mode = StitchRequest::Mode::Preview;
        request.overlap = 0.1;
        request.resize = 0.25;
        QTest::newRow("a preview")
            << request
            << QByteArray("--stitching_mode preview_stitch --minimum_overlap 0.09 --resize 0.25");
        request.mode = StitchRequest::Mode::All;
        request.isTiffWanted = true;
        QTest::newRow("with a TIFF") << request
                                     << QByteArray("--stitching_mode all --minimum_overlap 0.09 "
                                                   "--resize 0.25 --stitch_dzi --stitch_tiff");
    }

    void theProgramGetsOpenFlexuresArguments()
    {
        QFETCH(StitchRequest, request);
        QFETCH(QByteArray, arguments);
        Bench bench;
        bench.write("echo \"$@\" > arguments\n");
        request.folder = bench.images();
        request.program = bench.program();
        Followed followed;
        followed.process.start(request);
        WAIT_UNTIL(followed.ends == 1);
        QVERIFY2(!followed.outcome, qPrintable(followed.message()));
        QCOMPARE(bench.read(QStringLiteral("arguments")).trimmed(),
                 arguments + ' ' + bench.images().toUtf8());
    }

    void itsLinesAreItsProgress()
    {
        Bench bench;
        bench.write(
            "echo 'Finding a list of all overlapping images'\n"
            "echo 'Great choice of microscope!'\n"
            "echo 'Correlation complete. Pairs loaded from cache: 0, pairs calculated: 12'\n"
            "echo 'Still finding suitable thresholds, done 5 out of 10'\n"
            "echo 'Correlation complete, as it said before'\n"
            "echo 'Exporting stitched image. This may take a while.'\n"
            "printf 'and a line without an end'\n");
        Followed followed;
        followed.process.start(bench.request());
        WAIT_UNTIL(followed.ends == 1);
        QVERIFY2(!followed.outcome, qPrintable(followed.message()));
        QCOMPARE(followed.percents, QList<double>({2, 50, 66, 82, 100}));
        QCOMPARE(followed.steps.first(),
                 QStringLiteral("Finding a list of all overlapping images"));
        QCOMPARE(followed.steps.last(), QStringLiteral("and a line without an end"));
    }

    void progressComesWhileTheProgramRuns()
    {
        Bench bench;
        bench.write("echo 'Correlation complete'\nwhile [ ! -e go ]; do sleep 0.05; done\n");
        Followed followed;
        followed.process.start(bench.request());
        WAIT_UNTIL(followed.percents == QList<double>({50}));
        QCOMPARE(followed.ends, 0);
        QVERIFY(followed.process.isRunning());
        QFile go(bench.images() + QStringLiteral("/go"));
        QVERIFY(go.open(QIODevice::WriteOnly));
        WAIT_UNTIL(followed.ends == 1);
        QVERIFY(!followed.outcome);
    }

    void aFailureTellsTheLastLines()
    {
        Bench bench;
        bench.write("i=0; while [ $i -lt 50 ]; do echo \"line $i\"; i=$((i+1)); done\n"
                    "echo 'RuntimeError: img_1.jpeg has no position set' >&2\nexit 3\n");
        Followed followed;
        followed.process.start(bench.request());
        WAIT_UNTIL(followed.ends == 1);
        QVERIFY(followed.outcome);
        QCOMPARE(followed.outcome->title(), QStringLiteral("StitchError"));
        QVERIFY(followed.message().contains(QStringLiteral("exit code 3")));
        QVERIFY(followed.message().contains(QStringLiteral("line 49 | RuntimeError: img_1.jpeg")));
        QVERIFY(!followed.message().contains(QStringLiteral("line 40")));
    }

    void aCrashIsAFailure()
    {
        Bench bench;
        bench.write("kill -SEGV $$\n");
        Followed followed;
        followed.process.start(bench.request());
        WAIT_UNTIL(followed.ends == 1);
        QVERIFY(followed.message().contains(QStringLiteral("signal 11")));
        QVERIFY(followed.message().contains(QStringLiteral("It has written nothing")));
    }

    void muchOutputIsReadAndForgotten()
    {
        Bench bench;
        // 5 MB of short lines, and 5 MB without the end of a line.
        bench.write("yes 'a line of the program' | head -c 5000000\n"
                    "head -c 5000000 /dev/zero | tr '\\0' 'x'\n"
                    "echo; echo 'Correlation complete'; exit 1\n");
        Followed followed;
        followed.process.start(bench.request());
        WAIT_UNTIL(followed.ends == 1);
        QCOMPARE(followed.percents, QList<double>({50}));
        QVERIFY(followed.message().size() < 4000);
    }

    void cancellingEndsAProgramThatListens()
    {
        Bench bench;
        bench.write("trap 'echo stopped > stopped; exit 0' TERM\necho $$ > pids\n"
                    "while true; do sleep 0.05; done\n");
        Followed followed;
        followed.process.start(bench.request());
        WAIT_UNTIL(bench.pids().size() == 1);
        followed.process.cancel();
        followed.process.cancel();
        WAIT_UNTIL(followed.ends == 1);
        QCOMPARE(followed.outcome->title(), QStringLiteral("StitchCancelled"));
        QCOMPARE(bench.read(QStringLiteral("stopped")), QByteArray("stopped\n"));
    }

    void cancellingEndsAllThatTheProgramHasStarted()
    {
        Bench bench;
        bench.write(endless);
        Followed followed;
        followed.process.start(bench.request());
        WAIT_UNTIL(bench.pids().size() == 2);
        followed.process.cancel();
        WAIT_UNTIL(followed.ends == 1);
        QCOMPARE(followed.outcome->title(), QStringLiteral("StitchCancelled"));
        for (const qint64 pid : bench.pids())
            WAIT_UNTIL(!isAlive(pid));
    }

    void aProgramThatEndsLeavesNothingBehind()
    {
        Bench bench;
        bench.write("sleep 600 & echo $! > pids\n");
        Followed followed;
        followed.process.start(bench.request());
        WAIT_UNTIL(followed.ends == 1);
        QVERIFY(!followed.outcome);
        QCOMPARE(bench.pids().size(), 1);
        WAIT_UNTIL(!isAlive(bench.pids().constFirst()));
    }

    void destroyingItKillsTheProgram()
    {
        Bench bench;
        bench.write(endless);
        auto process = std::make_unique<StitchProcess>();
        int ends = 0;
        connect(process.get(), &StitchProcess::ended, this, [&ends](const Ended &error) {
            ++ends;
            QVERIFY(error.has_value());
        });
        process->start(bench.request());
        WAIT_UNTIL(bench.pids().size() == 2);
        process.reset();
        QCOMPARE(ends, 1);
        for (const qint64 pid : bench.pids())
            WAIT_UNTIL(!isAlive(pid));
    }

    void aProgramThatIsNotThereIsExplained()
    {
        const Bench bench;
        Followed followed;
        StitchRequest request = bench.request();
        request.program = QStringLiteral("holdfast-no-such-stitcher");
        followed.process.start(request);
        QCOMPARE(followed.ends, 0); // never before start() has returned
        WAIT_UNTIL(followed.ends == 1);
        QVERIFY(followed.message().contains(
            QStringLiteral("There is no program holdfast-no-such-stitcher")));
        QVERIFY(followed.message().contains(QStringLiteral("pip install openflexure-stitching")));
        QVERIFY(StitchProcess::findProgram(request.program).isEmpty());
        QVERIFY(StitchProcess::findProgram(bench.program()).isEmpty());
    }

    void aProgramThatCannotBeStartedIsExplained()
    {
        Bench bench;
        bench.write("");
        QFile file(bench.program());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/no/such/interpreter\n");
        file.close();
        Followed followed;
        followed.process.start(bench.request());
        WAIT_UNTIL(followed.ends == 1);
        QVERIFY(followed.message().contains(QStringLiteral("could not be started")));
    }

    void aRequestThatIsWrongIsRefused_data()
    {
        QTest::addColumn<double>("overlap");
        QTest::addColumn<double>("resize");
        QTest::addColumn<bool>("isFolderThere");
        QTest::addColumn<QString>("named");
        QTest::newRow("no overlap") << 0.0 << 0.5 << true << QStringLiteral("overlap");
        QTest::newRow("all of the tile") << 1.0 << 0.5 << true << QStringLiteral("overlap");
        QTest::newRow("no size") << 0.3 << 0.0 << true << QStringLiteral("scale");
        QTest::newRow("larger than the tiles") << 0.3 << 2.0 << true << QStringLiteral("scale");
        QTest::newRow("no folder") << 0.3 << 0.5 << false << QStringLiteral("no folder");
    }

    void aRequestThatIsWrongIsRefused()
    {
        QFETCH(double, overlap);
        QFETCH(double, resize);
        QFETCH(bool, isFolderThere);
        QFETCH(QString, named);
        Bench bench;
        bench.write("");
        StitchRequest request = bench.request();
        request.overlap = overlap;
        request.resize = resize;
        if (!isFolderThere)
            request.folder += QStringLiteral("/none");
        Followed followed;
        followed.process.start(request);
        WAIT_UNTIL(followed.ends == 1);
        QVERIFY2(followed.message().contains(named), qPrintable(followed.message()));
    }

    void anActionReportsItsProgressAndItsFailure()
    {
        Bench bench;
        bench.write("echo 'Correlation complete'; sleep 0.2; echo 'It is too dark.'; exit 2\n");
        std::atomic<double> most {0};
        WorkContext context({}, [&most](const Progress &progress) {
            most = std::max<double>(most, progress.percent);
        });
        QString problem;
        std::atomic<bool> isDone {false};
        std::jthread worker([&] {
            const WorkScope scope(&context);
            try {
                stitchInAction(this, bench.request());
            } catch (const ThingError &error) {
                problem = error.message();
            }
            isDone = true;
        });
        WAIT_UNTIL(isDone.load());
        QCOMPARE(most.load(), 50.0);
        QVERIFY2(problem.contains(QStringLiteral("It is too dark.")), qPrintable(problem));
    }

    void anActionThatIsDoneReturns()
    {
        Bench bench;
        bench.write("exit 0\n");
        std::atomic<bool> isDone {false};
        std::jthread worker([&] {
            stitchInAction(this, bench.request());
            isDone = true;
        });
        WAIT_UNTIL(isDone.load());
    }

    void cancellingAnActionEndsItsProgram()
    {
        Bench bench;
        bench.write("trap 'exit 0' TERM\necho $$ > pids\nwhile true; do sleep 0.05; done\n");
        WorkContext context;
        std::atomic<bool> isCancelled {false};
        std::atomic<bool> isDone {false};
        std::jthread worker([&] {
            const WorkScope scope(&context);
            try {
                stitchInAction(this, bench.request());
            } catch (const InvocationCancelled &) {
                isCancelled = true;
            }
            isDone = true;
        });
        WAIT_UNTIL(bench.pids().size() == 1);
        context.requestCancel();
        WAIT_UNTIL(isDone.load());
        QVERIFY(isCancelled.load());
        WAIT_UNTIL(!isAlive(bench.pids().constFirst()));
    }
};

HOLDFAST_GUILESS_TEST(TestStitchProcess)

} // namespace tst_stitchprocess

#include "tst_stitchprocess.moc"
