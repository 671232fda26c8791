// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/jog.h"
#include "core/thing/testing/thingcheck.h"
#include "tests/instruments/sangaboard/sangaboardbench.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QTest>

namespace tst_sangaboardstage {

using namespace Holdfast;
using namespace std::chrono_literals;
using SimulatedSangaboard::MoveReply;
using SimulatedSangaboard::Profile;
using SimulatedSangaboard::Spelling;

namespace {

//! So far, with a board that is 50 times faster than a real one, that no test sees the end of the move.
const Json farAway {{"x", 90'000}, {"y", -45'000}};

void addProfiles()
{
    QTest::addColumn<Profile>("profile");
    QTest::newRow("firmware 0.4") << Profile::V0_4;
    QTest::newRow("firmware 1.0.4") << Profile::V1_0_4;
}

void zero(SangaboardBench &bench)
{
    WAIT_UNTIL(bench.isConnected());
    bench.fixture.invoke(QStringLiteral("set_zero_position"));
}

QString messageOf(const std::function<void()> &call)
{
    try {
        call();
    } catch (const ThingError &error) {
        return error.message();
    }
    return {};
}

} // namespace

//! Tests moves and what the board is told, with a board that works.
class TestSangaboardStage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatBoardItIs_data() { addProfiles(); }
    void tellsWhatBoardItIs()
    {
        QFETCH(Profile, profile);
        SangaboardBench bench(profile);
        WAIT_UNTIL(bench.isConnected());
        const bool isNew = profile == Profile::V1_0_4;
        QCOMPARE(bench.stage.firmwareVersion(),
                 isNew ? QStringLiteral("Sangaboard Firmware v1.0.4")
                       : QStringLiteral("OpenFlexure Motor Board v0.4"));
        QCOMPARE(bench.stage.board(), isNew ? QStringLiteral("Sangaboard v0.5.5") : QString());
        QCOMPARE(bench.stage.port(), bench.link);
        QCOMPARE(bench.stage.movesInBackground(), isNew);
        QCOMPARE(bench.stage.hasLed(), isNew);
        QCOMPARE(bench.stage.stepRate(), 1000);
        QCOMPARE(bench.fixture.read(QStringLiteral("axis_names")), (Json {"x", "y", "z"}));
        QVERIFY(bench.fixture.thing().affordances().action(u"stop")->isStop);
    }

    void moves_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QString>("action");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<StagePosition>("end");
        const auto relative = QStringLiteral("move_relative");
        const auto absolute = QStringLiteral("move_absolute");
        for (const Profile profile : {Profile::V0_4, Profile::V1_0_4}) {
            const auto row = [profile](const char *name, const QString &action, const char *input,
                                       const StagePosition &end) {
                QTest::addRow("%s, firmware %s", name, profile == Profile::V0_4 ? "0.4" : "1.0.4")
                    << profile << action << QByteArray(input) << end;
            };
            row("by nothing", relative, "{}", {10, 20, 30});
            row("by some steps on one axis", relative, R"({"y":-50})", {10, -30, 30});
            row("by so many steps that it takes several pieces", relative,
                R"({"x":1000,"y":-2001,"z":3})", {1010, -1981, 33});
            row("to a place on one axis, the others stay", absolute, R"({"z":0})", {10, 20, 0});
            row("to a place on all axes", absolute, R"({"x":-7,"y":0,"z":9})", {-7, 0, 9});
            row("to the origin", QStringLiteral("move_to_origin"), "{}", {0, 0, 0});
        }
    }
    void moves()
    {
        QFETCH(Profile, profile);
        QFETCH(QString, action);
        QFETCH(QByteArray, input);
        QFETCH(StagePosition, end);
        SangaboardBench bench(profile);
        zero(bench);
        bench.fixture.invoke(QStringLiteral("move_absolute"), steps(10, 20, 30));
        bench.fixture.invoke(action, Json::parse(input.toStdString()));
        QCOMPARE(bench.stage.position(), end);
        QCOMPARE(bench.counted(), end);
        QCOMPARE(bench.fixture.invoke(QStringLiteral("get_xyz_position")).json,
                 Json({end.x, end.y, end.z}));
        QCOMPARE(bench.fixture.read(QStringLiteral("moving")), Json(false));
        QVERIFY(bench.stage.isPositionKnown());
    }

    void takesAnyReplyAtTheEndOfAMove_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<MoveReply>("reply");
        QTest::addColumn<Spelling>("spelling");
        for (const Profile profile : {Profile::V0_4, Profile::V1_0_4}) {
            const char *name = profile == Profile::V0_4 ? "0.4" : "1.0.4";
            QTest::addRow("%s: done", name) << profile << MoveReply::Done << Spelling::Plain;
            QTest::addRow("%s: done.", name)
                << profile << MoveReply::DoneWithFullStop << Spelling::Colon;
            QTest::addRow("%s: stopped", name) << profile << MoveReply::Stopped << Spelling::Colon;
        }
    }
    void takesAnyReplyAtTheEndOfAMove()
    {
        QFETCH(Profile, profile);
        QFETCH(MoveReply, reply);
        QFETCH(Spelling, spelling);
        auto options = SangaboardBench::fast(profile);
        options.firmware.moveReply = reply;
        options.firmware.spelling = spelling;
        SangaboardBench bench(options);
        zero(bench);
        bench.fixture.invoke(QStringLiteral("move_relative"), steps(600, 0, -600));
        QCOMPARE(bench.counted(), (StagePosition {600, 0, -600}));
    }

    void sendsPiecesToABoardThatCannotBeStopped()
    {
        SangaboardBench bench(Profile::V0_4);
        zero(bench);
        bench.fixture.invoke(QStringLiteral("move_relative"), steps(1000, -500, 1));
        QCOMPARE(bench.received("mr "), 4); // 250 steps of 1 ms are 250 ms
        QCOMPARE(bench.received("stop"), 0);
        QCOMPARE(bench.received("moving?"), 0);
        const auto commands = bench.board.received();
        for (const std::string &command : commands) {
            if (command.starts_with("mr "))
                QVERIFY2(command.starts_with("mr 250 "), command.c_str());
        }
    }

    void sendsOneMoveToABoardThatCanBeStopped()
    {
        SangaboardBench bench(Profile::V1_0_4);
        zero(bench);
        bench.fixture.invoke(QStringLiteral("move_relative"), steps(1000, -500, 1));
        QCOMPARE(bench.received("mr "), 1);
        QVERIFY(bench.received("moving?") >= 1);
    }

    void showsWhereItIsWhileItMoves_data() { addProfiles(); }
    void showsWhereItIsWhileItMoves()
    {
        QFETCH(Profile, profile);
        SangaboardBench bench(profile);
        zero(bench);
        const auto move = bench.fixture.start(QStringLiteral("move_relative"), farAway);
        WAIT_UNTIL(bench.stage.position().x > 300);
        QCOMPARE(bench.fixture.read(QStringLiteral("moving")), Json(true));
        const StagePosition first = bench.stage.position();
        WAIT_UNTIL(bench.stage.position().x > first.x);
        QVERIFY(std::abs(first.x + 2 * first.y) <= 2); // on a straight line
        WAIT_UNTIL(move->progress() && move->progress()->percent > 0);
        QVERIFY(move->progress()->percent < 100);
    }

    void aCancelledOrStoppedMoveStaysPartWay_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QString>("how");
        for (const Profile profile : {Profile::V0_4, Profile::V1_0_4}) {
            for (const char *how : {"cancel", "stop", "emergency"})
                QTest::addRow("%s, firmware %s", how, profile == Profile::V0_4 ? "0.4" : "1.0.4")
                    << profile << QString::fromUtf8(how);
        }
    }
    void aCancelledOrStoppedMoveStaysPartWay()
    {
        QFETCH(Profile, profile);
        QFETCH(QString, how);
        SangaboardBench bench(profile);
        zero(bench);
        const auto move = bench.fixture.start(QStringLiteral("move_relative"), farAway);
        WAIT_UNTIL(bench.stage.position().x > 300);
        if (how == QLatin1String("cancel"))
            move->cancel();
        else if (how == QLatin1String("stop"))
            bench.fixture.invoke(QStringLiteral("stop"));
        else
            bench.stage.emergencyStop();
        if (how == QLatin1String("cancel")) {
            QVERIFY_THROWS_EXCEPTION(InvocationCancelled, move->wait());
        } else {
            try {
                move->wait();
                QFAIL("A stopped move ended as if it had arrived.");
            } catch (const ThingError &stopped) {
                QCOMPARE(stopped.title(), QStringLiteral("StageStoppedError"));
            }
        }
        QCOMPARE(bench.fixture.read(QStringLiteral("moving")), Json(false));
        const StagePosition there = bench.stage.position();
        QVERIFY(there.x > 300 && there.x < 90'000);
        QVERIFY(!bench.board.isMoving());
        QCOMPARE(bench.counted(), there);
        QVERIFY(bench.stage.isPositionKnown());
        // It moves again, from there.
        bench.fixture.invoke(QStringLiteral("move_relative"), steps(1, 0, 0));
        QCOMPARE(bench.counted().x, there.x + 1);
    }

    void aStopOfABoardThatCannotBeStoppedActsAtTheEndOfThePiece()
    {
        auto options = SangaboardBench::fast(Profile::V0_4, 1); // as slow as a real one
        SangaboardBench bench(options);
        zero(bench);
        const auto move = bench.fixture.start(QStringLiteral("move_relative"), farAway);
        WAIT_UNTIL(bench.received("mr ") >= 2);
        bench.stage.emergencyStop();
        QVERIFY_THROWS_EXCEPTION(ThingError, move->wait());
        const int pieces = bench.received("mr ");
        QVERIFY2(pieces <= 3,
                 qPrintable(QString::number(pieces))); // one may have been sent in between
        QCOMPARE(bench.counted().x, 250 * pieces);
        QCOMPARE(bench.stage.position(), bench.counted());
    }

    void refusesTargetsOutsideTheSoftLimits()
    {
        SangaboardBench bench;
        zero(bench);
        for (const auto &[action, z] :
             {std::pair {"move_relative", 100'001}, {"move_absolute", -100'001}}) {
            const QString message = messageOf([&bench, action = action, z = z] {
                bench.fixture.invoke(QString::fromUtf8(action), steps(0, 0, z));
            });
            QVERIFY2(message.contains(QStringLiteral("z = %1").arg(z)), qPrintable(message));
        }
        QCOMPARE(bench.received("mr "), 0);
    }

    void arrivesFromTheSameSide_data()
    {
        QTest::addColumn<int>("x");
        QTest::addColumn<QByteArrayList>("moves");
        QTest::newRow("towards larger numbers at once") << 300 << QByteArrayList {"mr 300 0 0"};
        QTest::newRow("towards smaller numbers too far and back")
            << -300 << QByteArrayList {"mr -400 0 0", "mr 100 0 0"};
        QTest::newRow("not beyond a soft limit")
            << -99'990 << QByteArrayList {"mr -100000 0 0", "mr 10 0 0"};
    }
    void arrivesFromTheSameSide()
    {
        QFETCH(int, x);
        QFETCH(QByteArrayList, moves);
        auto options = SangaboardBench::straight();
        options.backlashSteps.x = 100;
        SangaboardBench bench(SangaboardBench::fast(Profile::V1_0_4, 2000), options);
        zero(bench);
        bench.fixture.invoke(QStringLiteral("move_relative"), steps(x, 0, 0));
        QByteArrayList sent;
        const auto commands = bench.board.received();
        for (const std::string &command : commands) {
            if (command.starts_with("mr "))
                sent << QByteArray::fromStdString(command);
        }
        QCOMPARE(sent, moves);
        QCOMPARE(bench.stage.position(), (StagePosition {x, 0, 0}));
        bench.fixture.write(QStringLiteral("backlash_steps"), steps(0, 0, 0));
        bench.fixture.invoke(QStringLiteral("move_to_origin"));
        QCOMPARE(bench.received("mr "), int(moves.size()) + 1);
    }

    void compensatesBacklashWhenAMoveAsksForIt()
    {
        SangaboardBench bench(SangaboardBench::fast(Profile::V1_0_4, 2000));
        zero(bench);
        const auto sent = [&bench](const char *move) {
            const int before = bench.received("mr ");
            bench.fixture.invoke(QStringLiteral("move_relative"), Json::parse(move));
            return bench.received("mr ") - before;
        };
        QCOMPARE(sent(R"({"x":-300})"), 1);
        QCOMPARE(sent(R"({"x":-300,"backlash_compensation":1})"), 2);
        QCOMPARE(sent(R"({"x":100,"backlash_compensation":1})"), 1); // the gears are engaged
        QCOMPARE(sent(R"({"z":-10,"backlash_compensation":3})"), 2); // y never was
        QCOMPARE(bench.received("mr 0 -200 -10"), 1);
        QCOMPARE(bench.stage.position(), (StagePosition {-500, 0, -10}));
    }

    void countsInvertedAxesTheOtherWay()
    {
        SangaboardStageOptions options; // as OpenFlexure has it: x and z
        options.softLimits.x = {-1000, 5000};
        SangaboardBench bench(SangaboardBench::fast(Profile::V1_0_4), options);
        zero(bench);
        bench.fixture.invoke(QStringLiteral("move_absolute"), steps(100, 200, 300));
        QCOMPARE(bench.stage.position(), (StagePosition {100, 200, 300}));
        QCOMPARE(bench.counted(), (StagePosition {-100, 200, -300}));
        bench.fixture.invoke(QStringLiteral("invert_axis_direction"), Json {{"axis", "x"}});
        QCOMPARE(bench.stage.position(), (StagePosition {-100, 200, 300}));
        QCOMPARE(bench.fixture.read(QStringLiteral("soft_limits")).at("x"),
                 (Json {{"minimum", -5000}, {"maximum", 1000}}));
        bench.fixture.invoke(QStringLiteral("move_to_origin"));
        QCOMPARE(bench.counted(), StagePosition());
    }

    void setsTheSpeedAndTheRamp_data() { addProfiles(); }
    void setsTheSpeedAndTheRamp()
    {
        QFETCH(Profile, profile);
        SangaboardBench bench(profile);
        WAIT_UNTIL(bench.isConnected());
        bench.fixture.write(QStringLiteral("min_step_delay"), 500);
        bench.fixture.write(QStringLiteral("ramp_time"), 20'000);
        QCOMPARE(bench.received("dt 500"), 2);
        QCOMPARE(bench.received("ramp_time 20000"),
                 profile == Profile::V1_0_4 ? 1 : 0); // pieces would be as many ramps
        QCOMPARE(bench.fixture.read(QStringLiteral("step_rate")), Json(2000));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 bench.fixture.write(QStringLiteral("min_step_delay"), 0));
    }

    void releasesTheMotors_data() { addProfiles(); }
    void releasesTheMotors()
    {
        QFETCH(Profile, profile);
        SangaboardBench bench(profile);
        WAIT_UNTIL(bench.isConnected());
        bench.fixture.invoke(QStringLiteral("release_motors"));
        QCOMPARE(bench.received("release"), 1);
    }

    void jogsForAsLongAsItIsAsked_data() { addProfiles(); }
    void jogsForAsLongAsItIsAsked()
    {
        QFETCH(Profile, profile);
        SangaboardBench bench(SangaboardBench::fast(profile, 5));
        zero(bench);
        const auto begin = std::chrono::steady_clock::now();
        bench.fixture.invoke(QStringLiteral("jog"), steps(90'000, 0, 0)); // no renewal follows
        const auto taken = std::chrono::steady_clock::now() - begin;
        QVERIFY(taken >= Jog::patience);
        QVERIFY(!bench.board.isMoving());
        QVERIFY(bench.counted().x > 0);
        // As far as the motors get in that time, whatever the time scale.
        QVERIFY(bench.counted().x <= int(Jog::patience.count()));
        QCOMPARE(bench.stage.position(), bench.counted());
        QVERIFY(bench.stage.isPositionKnown());
        QVERIFY(!bench.stage.isMoving());
    }

    void aStopEndsAJog_data() { addProfiles(); }
    void aStopEndsAJog()
    {
        QFETCH(Profile, profile);
        SangaboardBench bench(SangaboardBench::fast(profile, 1));
        zero(bench);
        const auto jog = bench.fixture.start(QStringLiteral("jog"), steps(90'000, 0, 0));
        WAIT_UNTIL(bench.board.isMoving());
        bench.stage.emergencyStop();
        QVERIFY_THROWS_EXCEPTION(ThingError, jog->wait());
        QVERIFY(!bench.board.isMoving());
        QCOMPARE(bench.stage.position(), bench.counted());
        QVERIFY(bench.stage.isPositionKnown());
    }

    void refusesStrangers_data() { addProfiles(); }
    void refusesStrangers()
    {
        QFETCH(Profile, profile);
        SangaboardBench bench(profile);
        WAIT_UNTIL(bench.isConnected());
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(bench.fixture).failures(),
                 QStringList());
    }

    void refusesOptionsThatMakeNoSense_data()
    {
        QTest::addColumn<std::function<void(SangaboardStageOptions &)>>("change");
        QTest::addColumn<QString>("word");
        const auto row =
            [](const char *name, const std::function<void(SangaboardStageOptions &)> &change,
               const char *word) { QTest::newRow(name) << change << QString::fromUtf8(word); };
        row(
            "no port", [](auto &options) { options.port.clear(); }, "port");
        row(
            "too fast", [](auto &options) { options.minStepDelay = 99; }, "min_step_delay");
        row(
            "too slow", [](auto &options) { options.minStepDelay = 100'001; }, "min_step_delay");
        row(
            "a negative ramp", [](auto &options) { options.rampTime = -1; }, "ramp_time");
        row(
            "a negative backlash", [](auto &options) { options.backlashSteps.y = -1; },
            "backlash_steps");
        row(
            "no length of a step", [](auto &options) { options.micrometresPerStep = 0; },
            "micrometres_per_step");
        row(
            "no length of a step of z", [](auto &options) { options.micrometresPerStepZ = -0.05; },
            "micrometres_per_step_z");
        row(
            "limits without zero",
            [](auto &options) {
                options.softLimits.z = {5, 10};
            },
            "soft limits");
    }
    void refusesOptionsThatMakeNoSense()
    {
        QFETCH(const std::function<void(SangaboardStageOptions &)>, change);
        QFETCH(QString, word);
        SangaboardStageOptions options;
        change(options);
        const QString message = messageOf([&options] { const SangaboardStage stage(options); });
        QVERIFY2(message.contains(word), qPrintable(message));
    }
};

HOLDFAST_GUILESS_TEST(TestSangaboardStage)

} // namespace tst_sangaboardstage

#include "tst_sangaboardstage.moc"
