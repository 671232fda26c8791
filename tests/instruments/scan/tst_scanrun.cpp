// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/instruments/scan/fakescanbench.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_scanrun {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

const QString snake =
    QStringLiteral("1000,2000,30 1100,2000,30 1200,2000,30 1200,2100,30 1100,2100,30 "
                   "1000,2100,30 1000,2000,30");

//! Lets a scan end with an error at the move to its tile \a tile, from 0.
void failAt(FakeInstruments &instruments, int tile)
{
    instruments.whenMoving = [&instruments, tile](const StagePosition &) {
        if (instruments.path.size() == tile)
            throw ThingError(QStringLiteral("DeviceLostError"),
                             QStringLiteral("The cable is out."));
    };
}

} // namespace

class TestScanRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_bench = std::make_unique<FakeScanBench>();
    }

    void takesEachTileWhereItIs()
    {
        m_bench->start(FakeScanBench::job());
        QCOMPARE(m_bench->path(), snake);
        QCOMPARE(m_bench->pictures().size(), 6);
        QCOMPARE(m_bench->misplaced(), QStringList());
        QCOMPARE(m_bench->listener.stored().size(), 6);
        QCOMPARE(m_bench->listener.latest.phase, ScanProgress::Phase::Complete);
        QCOMPARE(m_bench->listener.latest.tilesDone, 6);
        const auto record = m_bench->library.find(QStringLiteral("scan_0001")).record();
        QVERIFY(record);
        QCOMPARE(record->result, QStringLiteral("success"));
        QCOMPARE(record->imageCount, 6);
        QCOMPARE(record->saveResolution, QSize(8, 6));
        QCOMPARE(record->start, (StagePosition {1000, 2000, 30}));
        QVERIFY(record->duration);
        QCOMPARE(m_bench->library.unfinished(), QStringList());
    }

    void aStackIsTakenFromBelow()
    {
        ScanJob job = FakeScanBench::job();
        job.plan.columns = 1;
        job.plan.rows = 2;
        job.plan.planes = 3;
        job.plan.planeStep = 5;
        job.plan.returnToStart = false;
        m_bench->start(job);
        QCOMPARE(m_bench->path(),
                 QStringLiteral("1000,2000,30 1000,2000,25 1000,2000,30 1000,2000,35 "
                                "1000,2100,30 1000,2100,25 1000,2100,30 1000,2100,35"));
        QCOMPARE(m_bench->pictures().size(), 6);
        QCOMPARE(m_bench->misplaced(), QStringList());
    }

    void focusesEachSoManyTiles_data()
    {
        QTest::addColumn<int>("every");
        QTest::addColumn<int>("times");
        QTest::newRow("never") << 0 << 0;
        QTest::newRow("each") << 1 << 6;
        QTest::newRow("every other") << 2 << 3;
        QTest::newRow("every fourth") << 4 << 2;
        QTest::newRow("only the first") << 100 << 1;
    }
    void focusesEachSoManyTiles()
    {
        QFETCH(const int, every);
        QFETCH(const int, times);
        ScanJob job = FakeScanBench::job();
        job.plan.autofocusEvery = every;
        job.plan.autofocusDz = 777;
        m_bench->start(job);
        QCOMPARE(m_bench->instruments.focused, times);
        QCOMPARE(m_bench->misplaced(), QStringList());
        if (times > 0) {
            QCOMPARE(m_bench->instruments.lastDz, 777);
            QVERIFY2(m_bench->pictures().contains(QStringLiteral("img_1100_2000_40.jpeg")),
                     "the focus of a tile is not kept for the next");
        }
    }

    void aTileWithoutAFocusIsTakenAllTheSame()
    {
        m_bench->instruments.findsFocus = false;
        ScanJob job = FakeScanBench::job();
        job.plan.autofocusEvery = 3;
        m_bench->start(job);
        QCOMPARE(m_bench->pictures().size(), 6);
        QCOMPARE(m_bench->instruments.focused, 6); // each tile tries again
        QVERIFY(m_bench->instruments.hasLogged(QStringLiteral("WARNING No focus was found")));
    }

    void aMoveInBetweenDoesNotChangeTheTiles()
    {
        FakeInstruments &instruments = m_bench->instruments;
        int times = 0;
        instruments.whenGivingWay = [&] {
            if (++times != 2)
                return false;
            instruments.here = {-77, 33, 30};
            return true;
        };
        m_bench->start(FakeScanBench::job());
        QCOMPARE(m_bench->path(), snake);
        QCOMPARE(m_bench->misplaced(), QStringList());
        QVERIFY(instruments.hasLogged(QStringLiteral("was moved from (x 1100, y 2000, z 30)")));
    }

    void focusesAgainWhenZWasMoved()
    {
        FakeInstruments &instruments = m_bench->instruments;
        int times = 0;
        instruments.whenGivingWay = [&] {
            if (++times != 2)
                return false;
            instruments.here.z += 500;
            return true;
        };
        ScanJob job = FakeScanBench::job();
        job.plan.autofocusEvery = 100;
        m_bench->start(job);
        QCOMPARE(instruments.focused, 2);
        QCOMPARE(m_bench->misplaced(), QStringList());
    }

    void movingTheZeroEndsTheScan()
    {
        FakeInstruments &instruments = m_bench->instruments;
        instruments.whenGivingWay = [&] {
            instruments.limits.x = {-99'000, 101'000};
            return true;
        };
        const QString said = m_bench->messageOf([this] { m_bench->start(FakeScanBench::job()); });
        QVERIFY2(said.contains(QStringLiteral("zero of the stage was moved")),
                 qUtf8Printable(said));
        QCOMPARE(m_bench->pictures().size(), 1);
        const QString resumed =
            m_bench->messageOf([this] { m_bench->resume(QStringLiteral("scan_0001")); });
        QVERIFY2(resumed.contains(QStringLiteral("zero of the stage, or its limits")),
                 qUtf8Printable(resumed));
    }

    void anErrorKeepsThePicturesAndSaysHowToGoOn()
    {
        failAt(m_bench->instruments, 4);
        const QString said = m_bench->messageOf([this] { m_bench->start(FakeScanBench::job()); });
        QCOMPARE(said, QStringLiteral("DeviceLostError: The cable is out."));
        QCOMPARE(m_bench->pictures().size(), 4);
        QVERIFY(m_bench->instruments.hasLogged(
            QStringLiteral("ERROR The cable is out. The pictures are kept; "
                           "resume_scan with scan_name = \"scan_0001\"")));
        const auto record = m_bench->library.find(QStringLiteral("scan_0001")).record();
        QCOMPARE(record->result, QStringLiteral("DeviceLostError: The cable is out."));
        QCOMPARE(record->imageCount, 4);
        QCOMPARE(m_bench->library.unfinished(), QStringList({QStringLiteral("scan_0001")}));
    }

    void aResumedScanEndsWithTheSameFiles_data()
    {
        QTest::addColumn<int>("tile");
        QTest::addColumn<int>("planes");
        for (int tile = 1; tile < 6; ++tile)
            QTest::addRow("at tile %d", tile) << tile << 1;
        QTest::newRow("in a stack") << 7 << 2;
    }
    void aResumedScanEndsWithTheSameFiles()
    {
        QFETCH(const int, tile);
        QFETCH(const int, planes);
        ScanJob job = FakeScanBench::job();
        job.plan.planes = planes;
        FakeScanBench whole;
        whole.start(job);

        failAt(m_bench->instruments, tile);
        QVERIFY(!m_bench->messageOf([&] { m_bench->start(job); }).isEmpty());
        m_bench->instruments.whenMoving = {};
        m_bench->instruments.here = {0, 0, 0};
        m_bench->instruments.path.clear();
        m_bench->resume(QStringLiteral("scan_0001"));
        QCOMPARE(m_bench->pictures(), whole.pictures());
        QCOMPARE(m_bench->misplaced(), QStringList());
        QVERIFY2(m_bench->instruments.path.size() < whole.instruments.path.size(),
                 "it has begun anew");
        QCOMPARE(m_bench->instruments.here, (StagePosition {1000, 2000, 30}));
        const auto record = m_bench->library.find(QStringLiteral("scan_0001")).record();
        QCOMPARE(record->result, QStringLiteral("success"));
        QCOMPARE(record->imageCount, 6 * planes);
        const QString again =
            m_bench->messageOf([this] { m_bench->resume(QStringLiteral("scan_0001")); });
        QVERIFY2(again.contains(QStringLiteral("nothing to resume")), qUtf8Printable(again));
    }

    void aResumedScanMarksItsPicturesAsTheFirstOnes_data()
    {
        QTest::addColumn<QByteArray>("meanwhile");
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<QString>("said");
        QTest::newRow("nothing has changed")
            << QByteArray("\"first\"") << QByteArray("\"first\"") << QString();
        QTest::newRow("the calibration was lost with the program")
            << QByteArray("null") << QByteArray("\"first\"") << QStringLiteral("is again that");
        QTest::newRow("there is a new calibration")
            << QByteArray("\"new\"") << QByteArray("\"new\"") << QStringLiteral("--csm_matrix");
    }
    void aResumedScanMarksItsPicturesAsTheFirstOnes()
    {
        QFETCH(const QByteArray, meanwhile);
        QFETCH(const QByteArray, then);
        QFETCH(const QString, said);
        FakeInstruments &instruments = m_bench->instruments;
        failAt(instruments, 4);
        QVERIFY(!m_bench->messageOf([this] { m_bench->start(FakeScanBench::job()); }).isEmpty());
        instruments.whenMoving = {};
        instruments.calibration = Json::parse(meanwhile);
        m_bench->resume(QStringLiteral("scan_0001"));
        QCOMPARE(instruments.calibration, Json::parse(then));
        QCOMPARE(instruments.hasLogged(QStringLiteral("The mapping")), !said.isEmpty());
        QVERIFY(said.isEmpty() || instruments.hasLogged(said));
    }

    void filesThatWereHalfWrittenAreMadeAgain()
    {
        failAt(m_bench->instruments, 4);
        QVERIFY(!m_bench->messageOf([this] { m_bench->start(FakeScanBench::job()); }).isEmpty());
        const QString images = m_bench->library.find(QStringLiteral("scan_0001")).imagesPath();
        QFile empty(images + QStringLiteral("/img_1100_2000_30.jpeg"));
        QVERIFY(empty.open(QIODevice::WriteOnly | QIODevice::Truncate));
        empty.close();
        QFile half(images + QStringLiteral("/.holdfast-0123.part"));
        QVERIFY(half.open(QIODevice::WriteOnly));
        half.close();
        m_bench->instruments.whenMoving = {};
        m_bench->resume(QStringLiteral("scan_0001"));
        QCOMPARE(m_bench->pictures().size(), 6);
        QCOMPARE(m_bench->misplaced(), QStringList());
        QVERIFY(!half.exists());
    }

    void severalSetsHaveFoldersOfTheirOwn()
    {
        ScanJob job = FakeScanBench::job();
        job.plan.columns = 2;
        job.plan.rows = 1;
        job.plan.timePoints = 2;
        job.plan.positions = {{.name = {}, .x = 0, .y = 0, .z = 5},
                              {.name = {}, .x = 50, .y = 60, .z = {}}};
        m_bench->start(job);
        const QStringList all = m_bench->library.names();
        QCOMPARE(all.size(), 4);
        QCOMPARE(m_bench->pictures(all[0]), QStringList({QStringLiteral("img_0_0_5.jpeg"),
                                                         QStringLiteral("img_100_0_5.jpeg")}));
        QCOMPARE(m_bench->pictures(all[3]), QStringList({QStringLiteral("img_150_60_30.jpeg"),
                                                         QStringLiteral("img_50_60_30.jpeg")}));
        QCOMPARE(m_bench->listener.begun, all);
        QCOMPARE(m_bench->listener.results, QStringList(4, QStringLiteral("success")));
        QCOMPARE(m_bench->library.unfinished(), QStringList());
    }

    void aScanOfSeveralSetsIsResumedInTheRightOne()
    {
        ScanJob job = FakeScanBench::job();
        job.plan.timePoints = 3;
        failAt(m_bench->instruments, 9);
        QVERIFY(!m_bench->messageOf([&] { m_bench->start(job); }).isEmpty());
        m_bench->instruments.whenMoving = {};
        QCOMPARE(m_bench->library.unfinished(), QStringList({QStringLiteral("scan_0002")}));
        // Any of its folders may be named.
        m_bench->resume(QStringLiteral("scan_0001"));
        QCOMPARE(m_bench->library.names().size(), 3);
        for (const char *name : {"scan_0001", "scan_0002", "scan_0003"})
            QCOMPARE(m_bench->pictures(QString::fromLatin1(name)).size(), 6);
        QCOMPARE(m_bench->library.unfinished(), QStringList());
    }

    void theNextTimePointComesAfterItsInterval()
    {
        ScanJob job = FakeScanBench::job();
        job.plan.columns = 1;
        job.plan.rows = 1;
        job.plan.timePoints = 2;
        job.plan.interval = 0.5;
        QList<std::chrono::steady_clock::time_point> times;
        m_bench->instruments.whenCapturing = [&times](const StagePosition &) {
            times << std::chrono::steady_clock::now();
        };
        m_bench->start(job);
        QCOMPARE(times.size(), 3); // the first one is for the size of a picture
        QVERIFY(times[2] - times[1] >= 400ms);
    }

    void growsOverTheSample()
    {
        ScanJob job = FakeScanBench::job();
        job.plan.order = ScanPlan::Order::Spiral;
        job.plan.skipBackground = true;
        m_bench->instruments.isSampleAt = [](const StagePosition &at) {
            return std::abs(at.x - 1000) <= 100 && at.y == 2000;
        };
        m_bench->start(job);
        QCOMPARE(m_bench->pictures().size(), 3);
        QCOMPARE(m_bench->misplaced(), QStringList());
        const auto record = m_bench->library.find(QStringLiteral("scan_0001")).record();
        QCOMPARE(record->completionReason, QStringLiteral("All around the sample is background."));
    }

    void aGrowingScanFindsItsWayAgain()
    {
        const auto sample = [](const StagePosition &at) {
            return std::hypot(at.x - 1000, at.y - 2000) < 250 && at.x != 1100;
        };
        ScanJob job = FakeScanBench::job();
        job.plan.order = ScanPlan::Order::Spiral;
        job.plan.skipBackground = true;
        FakeScanBench whole;
        whole.instruments.isSampleAt = sample;
        whole.start(job);
        for (int broken = 2; broken < whole.instruments.path.size() - 1; broken += 9) {
            FakeScanBench bench;
            bench.instruments.isSampleAt = sample;
            failAt(bench.instruments, broken);
            QVERIFY(!bench.messageOf([&] { bench.start(job); }).isEmpty());
            bench.instruments.whenMoving = {};
            bench.resume(QStringLiteral("scan_0001"));
            QCOMPARE(bench.pictures(), whole.pictures());
            // No tile is visited twice, nor is the background.
            QCOMPARE(bench.instruments.path.size(), whole.instruments.path.size());
        }
    }

    void aGrowingScanStaysWithinTheLimits()
    {
        m_bench->instruments.limits.x = {0, 1250};
        ScanJob job = FakeScanBench::job();
        job.plan.order = ScanPlan::Order::Spiral;
        job.plan.skipBackground = true;
        job.plan.maxRange = 400;
        m_bench->start(job);
        QVERIFY(m_bench->pictures().size() > 10);
        QVERIFY(std::ranges::all_of(m_bench->instruments.path,
                                    [](const StagePosition &at) { return at.x <= 1250; }));
    }

    void refusesBeforeItMoves_data()
    {
        QTest::addColumn<std::function<void(FakeInstruments &, ScanPlan &)>>("change");
        QTest::addColumn<QString>("says");
        using Change = std::function<void(FakeInstruments &, ScanPlan &)>;
        QTest::newRow("tiles beyond the soft limits")
            << Change([](FakeInstruments &, ScanPlan &plan) { plan.stepX = 90'000; })
            << QStringLiteral("soft limit of 100000");
        QTest::newRow("a stack beyond the soft limits")
            << Change([](FakeInstruments &, ScanPlan &plan) {
                   plan.planes = 3;
                   plan.planeStep = 200'000;
               })
            << QStringLiteral("z = ");
        QTest::newRow("a full disk") << Change([](FakeInstruments &instruments, ScanPlan &) {
            instruments.padding = QByteArray(1'000'000, 'x');
            instruments.free = 5'000'000;
        }) << QStringLiteral("DiskFullError: The scan would fill the disk: it needs about 7 MB");
        QTest::newRow("no autofocus") << Change([](FakeInstruments &instruments, ScanPlan &plan) {
            plan.autofocusEvery = 1;
            instruments.hasFocus = false;
        }) << QStringLiteral("this station has no autofocus");
        QTest::newRow("a spacing that is not known")
            << Change([](FakeInstruments &, ScanPlan &plan) {
                   plan.stepX = 0;
                   plan.stepY = 0;
               })
            << QStringLiteral("calibrate_xy");
        QTest::newRow("a plan that is wrong")
            << Change([](FakeInstruments &, ScanPlan &plan) { plan.rows = 0; })
            << QStringLiteral("rows = 0");
    }
    void refusesBeforeItMoves()
    {
        QFETCH(const std::function<void(FakeInstruments &, ScanPlan &)>, change);
        QFETCH(const QString, says);
        ScanJob job = FakeScanBench::job();
        change(m_bench->instruments, job.plan);
        const QString said = m_bench->messageOf([&] { m_bench->start(job); });
        QVERIFY2(said.contains(says), qUtf8Printable(said));
        QCOMPARE(m_bench->path(), QString());
        QCOMPARE(m_bench->library.names(), QStringList());
    }

    void endsCleanlyWhenTheDiskFills()
    {
        FakeInstruments &instruments = m_bench->instruments;
        instruments.whenCapturing = [&instruments](const StagePosition &) {
            if (instruments.captures == 4)
                instruments.free = 0;
        };
        const QString said = m_bench->messageOf([this] { m_bench->start(FakeScanBench::job()); });
        QVERIFY2(said.startsWith(QStringLiteral("DiskFullError: The disk is full")),
                 qUtf8Printable(said));
        QCOMPARE(m_bench->pictures().size(), 4);
        QCOMPARE(m_bench->misplaced(), QStringList());
        instruments.free = 1'000'000'000;
        m_bench->resume(QStringLiteral("scan_0001"));
        QCOMPARE(m_bench->pictures().size(), 6);
    }

    void aFileThatCannotBeWrittenEndsTheScan()
    {
        m_bench->instruments.whenCapturing = [this](const StagePosition &) {
            if (m_bench->instruments.captures != 3)
                return;
            const QString images = m_bench->library.find(QStringLiteral("scan_0001")).imagesPath();
            QVERIFY(QDir().rename(images, images + QStringLiteral(".away")));
            QFile inTheWay(images);
            QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        };
        const QString said = m_bench->messageOf([this] { m_bench->start(FakeScanBench::job()); });
        QVERIFY2(said.contains(QStringLiteral("ScanFileError")), qUtf8Printable(said));
    }

    void aCancelledScanStaysWhereItIsAndCanBeResumed()
    {
        WorkContext work;
        m_bench->instruments.whenCapturing = [&](const StagePosition &) {
            if (m_bench->instruments.captures == 3)
                work.requestCancel();
        };
        {
            const WorkScope scope(&work);
            QCOMPARE(m_bench->messageOf([this] { m_bench->start(FakeScanBench::job()); }),
                     QStringLiteral("cancelled"));
        }
        QCOMPARE(m_bench->instruments.here, (StagePosition {1200, 2000, 30}));
        QCOMPARE(m_bench->pictures().size(), 3);
        QCOMPARE(m_bench->library.find(QStringLiteral("scan_0001")).record()->result,
                 QStringLiteral("cancelled by user"));
        m_bench->instruments.whenCapturing = {};
        m_bench->resume(QStringLiteral("scan_0001"));
        QCOMPARE(m_bench->pictures().size(), 6);
    }

    void aPausedScanGivesWayUntilItGoesOn()
    {
        FakeInstruments &instruments = m_bench->instruments;
        int turns = 0;
        instruments.whenGivingWay = [&] {
            if (instruments.captures == 3 && !m_bench->control.isPaused() && turns == 0)
                m_bench->control.pause();
            if (!m_bench->control.isPaused())
                return false;
            ++turns;
            if (turns == 2) {
                instruments.here = {5, 5, 5};
                return true;
            }
            if (turns == 3)
                m_bench->control.proceed();
            return false;
        };
        m_bench->start(FakeScanBench::job());
        QCOMPARE(turns, 3);
        QCOMPARE(m_bench->path(), snake);
        QCOMPARE(m_bench->misplaced(), QStringList());
        QVERIFY(!m_bench->listener.latest.isPaused);
    }

    void aPausedScanCanBeCancelled()
    {
        WorkContext work;
        m_bench->control.pause();
        m_bench->instruments.whenGivingWay = [&] {
            work.requestCancel();
            return false;
        };
        const WorkScope scope(&work);
        QCOMPARE(m_bench->messageOf([this] { m_bench->start(FakeScanBench::job()); }),
                 QStringLiteral("cancelled"));
        QCOMPARE(m_bench->pictures().size(), 1);
    }

    void foreseesItsEnd()
    {
        QList<std::optional<std::chrono::seconds>> left;
        m_bench->instruments.whenMoving = [&](const StagePosition &) {
            left << m_bench->listener.latest.left;
        };
        ScanJob job = FakeScanBench::job();
        job.plan.settlingTime = 0.01;
        m_bench->start(job);
        QVERIFY(!left.first());
        QVERIFY(left[1]);
        QVERIFY(*left[1] >= 1s);
        QVERIFY(*left[1] <= 60s);
    }

private:
    std::unique_ptr<FakeScanBench> m_bench;
};

HOLDFAST_GUILESS_TEST(TestScanRun)

} // namespace tst_scanrun

#include "tst_scanrun.moc"
