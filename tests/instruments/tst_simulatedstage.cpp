// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/simulatedstage.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <limits>
#include <thread>

namespace tst_simulatedstage {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

//! So far, at 1,000 steps a second, that no test sees the end of the move.
const Json farAway {{"x", 90'000}, {"y", -45'000}};

ThingFixture::Make stage(int stepRate = 1000)
{
    return [stepRate] {
        SimulatedStageOptions options;
        options.stepRate = stepRate;
        return std::make_unique<SimulatedStage>(options);
    };
}

Json at(int x, int y, int z)
{
    return Json {{"x", x}, {"y", y}, {"z", z}};
}

bool hasMovedOn(const ThingFixture &stage)
{
    return stage.read(QStringLiteral("position")).at("x").get<int>() > 20;
}

} // namespace

class TestSimulatedStage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void moves_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<StagePosition>("end");
        const auto relative = QStringLiteral("move_relative");
        const auto absolute = QStringLiteral("move_absolute");
        QTest::newRow("by nothing") << relative << QByteArray("{}") << StagePosition {10, 20, 30};
        QTest::newRow("by some steps on one axis")
            << relative << QByteArray(R"({"y":-50})") << StagePosition {10, -30, 30};
        QTest::newRow("by some steps on all axes")
            << relative << QByteArray(R"({"x":1,"y":2,"z":3})") << StagePosition {11, 22, 33};
        QTest::newRow("to nowhere in particular")
            << absolute << QByteArray("{}") << StagePosition {10, 20, 30};
        QTest::newRow("to a place on one axis, the others stay")
            << absolute << QByteArray(R"({"z":0})") << StagePosition {10, 20, 0};
        QTest::newRow("to a place on all axes")
            << absolute << QByteArray(R"({"x":-7,"y":0,"z":9})") << StagePosition {-7, 0, 9};
        QTest::newRow("to the origin")
            << QStringLiteral("move_to_origin") << QByteArray("{}") << StagePosition {0, 0, 0};
    }
    void moves()
    {
        QFETCH(QString, action);
        QFETCH(QByteArray, input);
        QFETCH(StagePosition, end);
        ThingFixture fixture(stage(100'000));
        fixture.invoke(QStringLiteral("move_absolute"), at(10, 20, 30));
        fixture.invoke(action, Json::parse(input.toStdString()));
        QCOMPARE(fixture.thing<SimulatedStage>().position(), end);
        QCOMPARE(fixture.invoke(QStringLiteral("get_xyz_position")).json,
                 Json({end.x, end.y, end.z}));
        QCOMPARE(fixture.read(QStringLiteral("moving")), Json(false));
    }

    void takesAsLongAsTheLongestAxisNeeds()
    {
        ThingFixture fixture(stage());
        const auto start = std::chrono::steady_clock::now();
        fixture.invoke(QStringLiteral("move_relative"), at(100, -300, 200));
        QVERIFY(std::chrono::steady_clock::now() - start >= 300ms);
    }

    void showsWhereItIsWhileItMoves()
    {
        ThingFixture fixture(stage());
        const auto move = fixture.start(QStringLiteral("move_relative"), farAway);
        WAIT_UNTIL(hasMovedOn(fixture));
        QCOMPARE(fixture.read(QStringLiteral("moving")), Json(true));
        const StagePosition first = fixture.thing<SimulatedStage>().position();
        WAIT_UNTIL(fixture.thing<SimulatedStage>().position().x > first.x);
        // On a straight line: y goes half as far, the other way.
        QVERIFY(std::abs(first.x + 2 * first.y) <= 2);
        QVERIFY(move->progress() && move->progress()->percent > 0
                && move->progress()->percent < 100);
    }

    void keepsTheLastStateWhenSeveralThreadsPlugItInAndOut()
    {
        ThingFixture fixture([] { return std::make_unique<SimulatedStage>(); });
        auto &stage = fixture.thing<SimulatedStage>();
        for (int time = 0; time < 100; ++time) {
            std::thread other([&stage] { stage.setConnected(false); });
            stage.setConnected(true);
            other.join();
            QCOMPARE(stage.fault().has_value(), !stage.isConnected());
        }
    }

    void unpluggingFailsTheMoveAndReportsAFaultUntilItIsPluggedIn()
    {
        ThingFixture fixture(stage());
        const auto move = fixture.start(QStringLiteral("move_relative"), farAway);
        WAIT_UNTIL(hasMovedOn(fixture));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("motor board")));
        fixture.write(QStringLiteral("connected"), false); // while another client holds the lock
        QVERIFY_THROWS_EXCEPTION(ThingError, move->wait());
        QVERIFY(fixture.thing().fault());
        QVERIFY(!fixture.thing().fault()->remedy.isEmpty());
        const StagePosition there = fixture.thing<SimulatedStage>().position();
        QVERIFY_THROWS_EXCEPTION(ThingError,
                                 fixture.invoke(QStringLiteral("move_relative"), at(1, 0, 0)));
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.invoke(QStringLiteral("set_zero_position")));
        QCOMPARE(fixture.thing<SimulatedStage>().position(), there);
        fixture.write(QStringLiteral("connected"), true);
        QVERIFY(!fixture.thing().fault());
        fixture.invoke(QStringLiteral("move_relative"), at(1, 0, 0));
        QCOMPARE(fixture.thing<SimulatedStage>().position().x, there.x + 1);
    }

    void aCancelledMoveStaysPartWay()
    {
        ThingFixture fixture(stage());
        const auto move = fixture.start(QStringLiteral("move_relative"), farAway);
        WAIT_UNTIL(hasMovedOn(fixture));
        move->cancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, move->wait());
        expectStandstillPartWay(fixture);
        QVERIFY(move->log().last().message.startsWith(QStringLiteral("Cancelled at")));
    }

    void aStoppedMoveFailsPartWay_data()
    {
        QTest::addColumn<bool>("byAction");
        QTest::newRow("by the action") << true;
        QTest::newRow("by the emergency stop from another thread") << false;
    }
    void aStoppedMoveFailsPartWay()
    {
        QFETCH(bool, byAction);
        ThingFixture fixture(stage());
        const auto move = fixture.start(QStringLiteral("move_relative"), farAway);
        WAIT_UNTIL(hasMovedOn(fixture));
        if (byAction)
            fixture.invoke(QStringLiteral("stop"));
        else
            fixture.thing().emergencyStop();
        try {
            move->wait();
            QFAIL("A stopped move ended as if it had arrived.");
        } catch (const ThingError &stopped) {
            QCOMPARE(stopped.title(), QStringLiteral("StageStoppedError"));
            QVERIFY(
                stopped.message().contains(fixture.thing<SimulatedStage>().position().toString()));
        }
        expectStandstillPartWay(fixture);
    }

    void movesAgainAfterAStop()
    {
        ThingFixture fixture(stage(100'000));
        fixture.invoke(QStringLiteral("stop"));
        fixture.invoke(QStringLiteral("move_absolute"), at(5, 6, 7));
        QCOMPARE(fixture.read(QStringLiteral("position")), at(5, 6, 7));
    }

    void refusesATargetOutsideTheLimits_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<int>("z");
        for (const char *action : {"move_relative", "move_absolute"}) {
            const auto name = QString::fromUtf8(action);
            QTest::addRow("%s one step too high", action) << name << 100'001;
            QTest::addRow("%s one step too low", action) << name << -100'001;
            QTest::addRow("%s to the end of the numbers", action)
                << name << std::numeric_limits<int>::max();
            QTest::addRow("%s to the other end of the numbers", action)
                << name << std::numeric_limits<int>::min();
        }
    }
    void refusesATargetOutsideTheLimits()
    {
        QFETCH(QString, action);
        QFETCH(int, z);
        ThingFixture fixture(stage());
        try {
            fixture.invoke(action, at(50, 0, z));
            QFAIL("It was allowed.");
        } catch (const ThingError &refusal) {
            QVERIFY(refusal.message().contains(QStringLiteral("z = %1").arg(z)));
        }
        QCOMPARE(fixture.read(QStringLiteral("position")), at(0, 0, 0));
    }

    void zeroingMovesTheLimitsButNotTheStage()
    {
        ThingFixture fixture(stage(1'000'000));
        fixture.invoke(QStringLiteral("move_absolute"), at(40'000, 0, 0));
        fixture.invoke(QStringLiteral("set_zero_position"));
        QCOMPARE(fixture.read(QStringLiteral("position")), at(0, 0, 0));
        QCOMPARE(fixture.read(QStringLiteral("soft_limits")).at("x"),
                 (Json {{"minimum", -140'000}, {"maximum", 60'000}}));
        QVERIFY_THROWS_EXCEPTION(ThingError,
                                 fixture.invoke(QStringLiteral("move_absolute"), at(60'001, 0, 0)));
        fixture.invoke(QStringLiteral("move_absolute"), at(60'000, 0, 0));
        QCOMPARE(fixture.read(QStringLiteral("position")), at(60'000, 0, 0));
    }

    void goesToAPositionThatIsAList()
    {
        ThingFixture fixture(stage(100'000));
        fixture.invoke(QStringLiteral("move_to_xyz_position"), Json {{"xyz_pos", {5, -6, 7}}});
        QCOMPARE(fixture.read(QStringLiteral("position")), at(5, -6, 7));
        try {
            fixture.invoke(QStringLiteral("move_to_xyz_position"), Json {{"xyz_pos", {5, -6}}});
            QFAIL("Two numbers were taken for a position.");
        } catch (const ThingError &refusal) {
            QVERIFY2(refusal.message().contains(QStringLiteral("three whole numbers")),
                     qPrintable(refusal.message()));
        }
    }

    void invertingAnAxisMovesNothing()
    {
        ThingFixture fixture(stage(100'000));
        fixture.invoke(QStringLiteral("move_absolute"), at(40, 50, 60));
        fixture.invoke(QStringLiteral("invert_axis_direction"), Json {{"axis", "y"}});
        QCOMPARE(fixture.read(QStringLiteral("axis_inverted")),
                 (Json {{"x", false}, {"y", true}, {"z", false}}));
        QCOMPARE(fixture.read(QStringLiteral("position")), at(40, -50, 60));
        fixture.invoke(QStringLiteral("move_relative"), at(1, 1, 1));
        QCOMPARE(fixture.read(QStringLiteral("position")), at(41, -49, 61));
        fixture.invoke(QStringLiteral("invert_axis_direction"), Json {{"axis", "y"}});
        QCOMPARE(fixture.read(QStringLiteral("position")), at(41, 49, 61));
    }

    void theLimitsOfAnInvertedAxisStayOnTheInstrument()
    {
        ThingFixture fixture([] {
            SimulatedStageOptions options;
            options.stepRate = 1'000'000;
            options.softLimits.x = {-1000, 5000};
            return std::make_unique<SimulatedStage>(options);
        });
        fixture.invoke(QStringLiteral("invert_axis_direction"), Json {{"axis", "x"}});
        QCOMPARE(fixture.read(QStringLiteral("soft_limits")).at("x"),
                 (Json {{"minimum", -5000}, {"maximum", 1000}}));
        QVERIFY_THROWS_EXCEPTION(ThingError,
                                 fixture.invoke(QStringLiteral("move_absolute"), at(1001, 0, 0)));
        fixture.invoke(QStringLiteral("move_absolute"), at(-5000, 0, 0));
    }

    void compensatesBacklash_data()
    {
        QTest::addColumn<QByteArray>("move");
        QTest::addColumn<int>("lowest");
        QTest::newRow("not unless it is asked to") << QByteArray(R"({"z":-50})") << -50;
        QTest::newRow("null is not asked")
            << QByteArray(R"({"z":-50,"backlash_compensation":null})") << -50;
        QTest::newRow("of the axes that move")
            << QByteArray(R"({"z":-50,"backlash_compensation":1})") << -250;
        QTest::newRow("of another axis")
            << QByteArray(R"({"z":-50,"backlash_compensation":3})") << -50;
        QTest::newRow("of the focus")
            << QByteArray(R"({"z":-50,"backlash_compensation":4})") << -250;
    }
    void compensatesBacklash()
    {
        QFETCH(QByteArray, move);
        QFETCH(int, lowest);
        ThingFixture fixture(stage(10'000));
        auto &stage = fixture.thing<SimulatedStage>();
        std::atomic<int> seen {0};
        connect(
            &stage, &SimulatedStage::positionChanged, &stage,
            [&seen](const StagePosition &position) { seen = std::min(seen.load(), position.z); },
            Qt::DirectConnection);
        fixture.invoke(QStringLiteral("move_relative"), Json::parse(move.toStdString()));
        QCOMPARE(stage.position(), (StagePosition {0, 0, -50}));
        QCOMPARE(seen.load(), lowest);
    }

    void refusesABacklashThatOpenFlexureHasNot_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value : {"0", "5", "\"all\"", "1.5"})
            QTest::newRow(value) << QByteArray(value);
    }
    void refusesABacklashThatOpenFlexureHasNot()
    {
        QFETCH(QByteArray, value);
        ThingFixture fixture(stage());
        const Json input {{"x", 1}, {"backlash_compensation", Json::parse(value.toStdString())}};
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 fixture.invoke(QStringLiteral("move_relative"), input));
        QCOMPARE(fixture.read(QStringLiteral("position")), at(0, 0, 0));
    }

    void aMoveThatBlocksCancellationIsStoppedAllTheSame()
    {
        ThingFixture fixture(stage());
        Json input = farAway;
        input["block_cancellation"] = true;
        const auto move = fixture.start(QStringLiteral("move_relative"), input);
        WAIT_UNTIL(hasMovedOn(fixture));
        fixture.thing().emergencyStop();
        QVERIFY_THROWS_EXCEPTION(ThingError, move->wait());
        expectStandstillPartWay(fixture);
    }

    void holdsTheLockForTheWholeMove()
    {
        ThingFixture fixture(stage());
        const auto move = fixture.start(QStringLiteral("move_relative"), farAway);
        WAIT_UNTIL(hasMovedOn(fixture));
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError,
                                 fixture.invoke(QStringLiteral("move_relative"), at(1, 0, 0)));
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError,
                                 fixture.invoke(QStringLiteral("set_zero_position")));
        QVERIFY(!move->isFinished());
        move->cancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, move->wait());
        QVERIFY(!fixture.lock()->status().isHeld());
    }

    void worksWithoutALock()
    {
        ThingFixture fixture(stage(100'000), {}, ThingFixture::Lock::Disabled);
        fixture.invoke(QStringLiteral("move_absolute"), at(1, 2, 3));
        QCOMPARE(fixture.read(QStringLiteral("position")), at(1, 2, 3));
    }

    void refusesOptionsThatMakeNoSense_data()
    {
        QTest::addColumn<int>("stepRate");
        QTest::newRow("no speed") << 0;
        QTest::newRow("a negative speed") << -1;
        QTest::newRow("a speed that no motor has") << 1'000'001;
    }
    void refusesOptionsThatMakeNoSense()
    {
        QFETCH(int, stepRate);
        QVERIFY_THROWS_EXCEPTION(ThingError, stage(stepRate)());
    }

    void saysWhatItIs()
    {
        ThingFixture fixture(stage());
        QCOMPARE(fixture.read(QStringLiteral("axis_names")), (Json {"x", "y", "z"}));
        QCOMPARE(fixture.read(QStringLiteral("step_rate")), Json(1000));
        QVERIFY(fixture.thing().affordances().action(u"stop")->isStop);
    }

    void refusesStrangers()
    {
        ThingFixture fixture(stage());
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(fixture).failures(), QStringList());
    }

private:
    void expectStandstillPartWay(const ThingFixture &fixture)
    {
        QCOMPARE(fixture.read(QStringLiteral("moving")), Json(false));
        const Json here = fixture.read(QStringLiteral("position"));
        QVERIFY(here.at("x") > 20 && here.at("x") < 90'000);
        // The next move begins at the position that the stage reports.
        fixture.thing<SimulatedStage>().moveRelative({1, 0, 0});
        QCOMPARE(fixture.read(QStringLiteral("position")).at("x").get<int>(),
                 here.at("x").get<int>() + 1);
    }
};

HOLDFAST_GUILESS_TEST(TestSimulatedStage)

} // namespace tst_simulatedstage

#include "tst_simulatedstage.moc"
