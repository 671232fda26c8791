// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/gridscan.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_gridscan {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds patience {30'000};

//! Returns a small grid that takes little time, except for \a settle at each point.
Json grid(double settle = 0)
{
    return Json {{"columns", 3}, {"rows", 2}, {"step_x", 10}, {"step_y", 20}, {"settle", settle}};
}

const Holder &anOperator()
{
    static const Holder holder({Principal::Kind::Operator, QStringLiteral("operator"), {}});
    return holder;
}

//! A grid scan beside its stage.
class Bench
{
public:
    explicit Bench(const GridScanOptions &options = {})
        : fixture([options] { return std::make_unique<GridScan>(options); },
                  {{QStringLiteral("stage"),
                    [] {
                        SimulatedStageOptions fast;
                        fast.stepRate = 100'000;
                        return std::make_unique<SimulatedStage>(fast);
                    }}})
        , stage(fixture.neighbour<SimulatedStage>(QStringLiteral("stage")))
        , scan(fixture.thing<GridScan>())
    {
        // Connected directly, in the thread that moves, so that every point is seen.
        QObject::connect(
            &scan, &GridScan::pointsDoneChanged, &scan,
            [this](int points) {
                const std::lock_guard lock(m_mutex);
                if (points > 0)
                    m_path
                        << QStringLiteral("%1,%2").arg(stage.position().x).arg(stage.position().y);
            },
            Qt::DirectConnection);
    }

    //! Returns where the stage was whenever a point was done.
    QString path()
    {
        const std::lock_guard lock(m_mutex);
        return m_path.join(u' ');
    }

    std::unique_ptr<RunningAction> start(const Json &input)
    {
        return fixture.start(QStringLiteral("scan"), input);
    }

    //! Lets the operator in at the next safe point.
    LockGuard comeIn()
    {
        return fixture.lock()->acquire(anOperator(), QStringLiteral("click"),
                                       GlobalLock::Wait::upTo(patience));
    }

    ThingFixture fixture;
    SimulatedStage &stage;
    GridScan &scan;

private:
    std::mutex m_mutex;
    QStringList m_path;
};

QString messageOf(RunningAction &action)
{
    try {
        action.wait();
    } catch (const ThingError &error) {
        return error.message();
    }
    return {};
}

} // namespace

class TestGridScan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void visitsItsPointsAndReturns_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("path");
        QTest::addColumn<StagePosition>("end");
        QTest::newRow("in a meander")
            << QByteArray("{}") << "0,0 10,0 20,0 20,20 10,20 0,20" << StagePosition {0, 0, 0};
        QTest::newRow("row by row") << QByteArray(R"({"order": "row_by_row"})")
                                    << "0,0 10,0 20,0 0,20 10,20 20,20" << StagePosition {0, 0, 0};
        QTest::newRow("without returning, when told so")
            << QByteArray(R"({"return_to_start": false})") << "0,0 10,0 20,0 20,20 10,20 0,20"
            << StagePosition {0, 20, 0};
    }
    void visitsItsPointsAndReturns()
    {
        QFETCH(const QByteArray, more);
        QFETCH(const QString, path);
        QFETCH(const StagePosition, end);
        Bench bench;
        Json input = grid();
        input.update(Json::parse(more.toStdString()));
        bench.fixture.invoke(QStringLiteral("scan"), input);
        QCOMPARE(bench.path(), path);
        QCOMPARE(bench.stage.position(), end);
        QCOMPARE(bench.fixture.read(QStringLiteral("points_done")), Json(6));
        QCOMPARE(bench.fixture.read(QStringLiteral("points_total")), Json(6));
    }

    void saysWhichPointItIsAt()
    {
        Bench bench;
        const auto action = bench.start(grid(60));
        QTRY_VERIFY_WITH_TIMEOUT(action->progress().has_value(), patience.count());
        QTRY_VERIFY_WITH_TIMEOUT(action->progress()->message == QStringLiteral("point 1 of 6"),
                                 patience.count());
        QVERIFY(action->progress()->percent <= 100.0 / 6);
        QCOMPARE(bench.scan.pointsTotal(), 6);
        QCOMPARE(bench.scan.pointsDone(), 0);
    }

    void anOperatorsMoveInBetweenDoesNotChangeThePoints()
    {
        Bench bench;
        const auto action = bench.start(grid(0.01));
        QTRY_VERIFY_WITH_TIMEOUT(bench.scan.pointsDone() > 0, patience.count());
        {
            const LockGuard click = bench.comeIn();
            const HolderScope scope(anOperator());
            QVERIFY2(!action->isFinished(), "the operator waited until the end of the scan");
            bench.stage.moveRelative({-77, 33, 5});
        }
        action->wait();
        QCOMPARE(bench.path(), QStringLiteral("0,0 10,0 20,0 20,20 10,20 0,20"));
        QCOMPARE(bench.stage.position(), StagePosition());
        QVERIFY(std::ranges::any_of(action->log(), [](const LogEntry &entry) {
            return entry.message.contains(QStringLiteral("was moved from"));
        }));
    }

    void movingTheZeroEndsTheScan()
    {
        Bench bench;
        const auto action = bench.start(grid(0.01));
        QTRY_VERIFY_WITH_TIMEOUT(bench.scan.pointsDone() > 1, patience.count());
        {
            const LockGuard click = bench.comeIn();
            const HolderScope scope(anOperator());
            bench.stage.setZeroPosition();
        }
        const QString said = messageOf(*action);
        QVERIFY2(said.contains(QStringLiteral("zero of the stage was moved")),
                 qUtf8Printable(said));
        QCOMPARE(bench.stage.position(), StagePosition());
    }

    void aCancelledScanStaysWhereItIs()
    {
        Bench bench;
        const auto action = bench.start(grid(60));
        QTRY_VERIFY_WITH_TIMEOUT(bench.scan.pointsTotal() > 0, patience.count());
        action->cancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, action->wait());
        QCOMPARE(bench.scan.pointsDone(), 0);
        QVERIFY(!bench.fixture.lock()->status().isHeld());
    }

    void aScanCancelledWhileTheOperatorWorksEndsAtOnce()
    {
        Bench bench;
        Json input = grid(0.01);
        input["rows"] = 1000;
        const auto action = bench.start(input);
        QTRY_VERIFY_WITH_TIMEOUT(bench.scan.pointsDone() > 0, patience.count());
        const LockGuard click = bench.comeIn();
        const StagePosition here = bench.stage.position();
        action->cancel();
        QVERIFY(action->waitForEnd(patience));
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, action->wait());
        QCOMPARE(bench.stage.position(), here);
        QVERIFY(bench.fixture.lock()->isHeldHere(anOperator()));
    }

    void refusesBeforeItMoves_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("says");
        QTest::newRow("a grid beyond the soft limits")
            << QByteArray(R"({"columns": 10, "step_x": 20000})") << "soft limit of 100000";
        QTest::newRow("more points than allowed")
            << QByteArray(R"({"columns": 11, "rows": 10})") << "110 points is too large";
    }
    void refusesBeforeItMoves()
    {
        QFETCH(const QByteArray, input);
        QFETCH(const QString, says);
        Bench bench({.mostPoints = 100});
        const auto action = bench.start(Json::parse(input.toStdString()));
        const QString said = messageOf(*action);
        QVERIFY2(said.contains(says), qUtf8Printable(said));
        QCOMPARE(bench.path(), QString());
    }

    void refusesWhatIsOutOfRange_data()
    {
        QTest::addColumn<GridScanInput>("input");
        QTest::addColumn<QString>("named");
        QTest::newRow("no column") << GridScanInput {.columns = 0} << "columns = 0";
        QTest::newRow("too many columns") << GridScanInput {.columns = 1001} << "columns = 1001";
        QTest::newRow("no row") << GridScanInput {.rows = 0} << "rows = 0";
        QTest::newRow("too far between columns")
            << GridScanInput {.stepX = 100'001} << "step_x = 100001";
        QTest::newRow("too far between rows")
            << GridScanInput {.stepY = -100'001} << "step_y = -100001";
        QTest::newRow("a negative time") << GridScanInput {.settle = -1} << "settle = -1";
        QTest::newRow("too long a time") << GridScanInput {.settle = 61} << "settle = 61";
    }
    void refusesWhatIsOutOfRange()
    {
        QFETCH(const GridScanInput, input);
        QFETCH(const QString, named);
        QString said;
        try {
            input.check();
        } catch (const ThingError &error) {
            said = error.message();
        }
        QVERIFY2(said.contains(named), qUtf8Printable(said));
    }

    void acceptsItsDefaultsAndItsLimits()
    {
        GridScanInput().check();
        const GridScanInput largest {
            .columns = 1000, .rows = 1000, .stepX = 100'000, .stepY = -100'000, .settle = 60};
        largest.check();
    }

    void refusesOptionsOutOfRange()
    {
        QVERIFY_THROWS_EXCEPTION(ThingError, GridScan({.mostPoints = 0}));
        QVERIFY_THROWS_EXCEPTION(ThingError, GridScan({.mostPoints = 1'000'001}));
    }

    void refusesStrangers()
    {
        Bench bench;
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(bench.fixture).failures(),
                 QStringList());
    }
};

HOLDFAST_GUILESS_TEST(TestGridScan)

} // namespace tst_gridscan

#include "tst_gridscan.moc"
