// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/sangaboard/firmware.h"

#include <QTest>

namespace tst_firmware {

using namespace SimulatedSangaboard;
using namespace std::chrono_literals;

namespace {

//! A board in a time of the test's own.
class Bench
{
public:
    explicit Bench(const FirmwareOptions &options)
        : firmware(options)
    {
        firmware.start(now);
    }

    //! Sends a line, and returns the replies of that moment, each ended by "|".
    std::string ask(const std::string &command)
    {
        firmware.receive(command + '\n', now);
        return replies();
    }

    //! Lets time pass, and returns the replies of it.
    std::string wait(Clock::duration time)
    {
        now += time;
        return replies();
    }

    std::string replies()
    {
        std::string text;
        for (const Reply &reply : firmware.advance(now))
            text += reply.text + '|';
        return text;
    }

    Clock::time_point now = Clock::time_point() + 1h;
    Firmware firmware;
};

} // namespace

class TestFirmware : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("reply");
        const auto row = [](Profile profile, const char *command, const char *reply) {
            QTest::addRow("%s: %s", profile == Profile::V0_4 ? "0.4" : "1.0.4", command)
                << profile << QByteArray(command) << QByteArray(reply);
        };
        const Profile v0 = Profile::V0_4;
        row(v0, "version", "OpenFlexure Motor Board v0.4|");
        row(v0, "version\r", "OpenFlexure Motor Board v0.4|");
        row(v0, "p?", "7 8 9|");
        row(v0, "position?", "7 8 9|");
        row(v0, "release", "motors released|");
        row(v0, "dt?", "minimum step delay 1000|");
        row(v0, "dt 500", "done.|");
        row(v0, "ramp_time?", "ramp time 0|");
        row(v0, "zero", "position reset to 0 0 0|");
        row(v0, "list_modules", "--END--|");
        row(v0, "test_mode on", "test_mode on|");
        row(v0, "stop", "Type 'help' for a list of commands.|");
        row(v0, "moving?", "Type 'help' for a list of commands.|");
        row(v0, "board", "Type 'help' for a list of commands.|");
        row(v0, "", "");
        const Profile v1 = Profile::V1_0_4;
        row(v1, "version", "Sangaboard Firmware v1.0.4|");
        row(v1, "p?", "7 8 9|");
        row(v1, "position?", "7 8 9|");
        row(v1, "release", "done|");
        row(v1, "dt?", "minimum step delay 1000|");
        row(v1, "min_step_delay 500", "done.|");
        row(v1, "ramp_time?", "ramp_time 0|");
        row(v1, "zero", "position reset to 0 0 0|");
        row(v1, "list_modules", "Stage|Illumination|--END--|");
        row(v1, "stop", "Move aborted|");
        row(v1, "moving?", "false|");
        row(v1, "notify_on_stop", "Error: stage is not moving|");
        row(v1, "blocking_moves?", "blocking_moves true|");
        row(v1, "blocking_moves false", "done.|");
        row(v1, "board", "Sangaboard v0.5.5|");
        row(v1, "n_motors?", "n_motors 3|");
        row(v1, "led_channels?", "CC:1 PWM:2|");
        row(v1, "led_cc 0.32", "CC LED:0.3125|");
        row(v1, "", "Command not recognised: '', Type 'help' for a list of commands.|");
        row(v1, "home", "Command not recognised: 'home', Type 'help' for a list of commands.|");
    }
    void answers()
    {
        QFETCH(Profile, profile);
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, reply);
        Bench bench({.profile = profile, .stored = {7, 8, 9}});
        QCOMPARE(QByteArray::fromStdString(bench.ask(command.toStdString())), reply);
    }

    void spellsTwoRepliesAsPythonWantsThem()
    {
        Bench bench({.spelling = Spelling::Colon});
        QCOMPARE(bench.ask("list_modules"),
                 std::string("Stage: default|Illumination: default|--END--|"));
        QCOMPARE(bench.ask("ramp_time?"), std::string("ramp time 0|"));
    }

    void theOldFirmwareDoesNothingElseWhileItMoves()
    {
        Bench bench({.profile = Profile::V0_4});
        QCOMPARE(bench.ask("mr 100 -50 0"), std::string());
        QCOMPARE(bench.ask("p?"), std::string());
        QCOMPARE(bench.wait(99ms), std::string());
        QCOMPARE(bench.wait(1ms), std::string("done.|100 -50 0|"));
        QCOMPARE(bench.firmware.stored(), (Steps {100, -50, 0}));
    }

    void theNewFirmwareMovesInTheBackground()
    {
        Bench bench({});
        bench.ask("blocking_moves false");
        QCOMPARE(bench.ask("mr 100 -50 0"), std::string("done.|"));
        QCOMPARE(bench.ask("moving?"), std::string("true|"));
        bench.wait(50ms);
        QCOMPARE(bench.ask("p?"), std::string("50 -25 0|"));
        bench.wait(50ms);
        QCOMPARE(bench.ask("moving?"), std::string("false|"));
        QCOMPARE(bench.ask("p?"), std::string("100 -50 0|"));
        QCOMPARE(bench.firmware.stored(), Steps {}); // only "zero" writes it
    }

    void aStopFreezesTheMotors()
    {
        Bench bench({});
        bench.ask("blocking_moves false");
        bench.ask("mr 100 0 0");
        bench.wait(30ms);
        QCOMPARE(bench.ask("stop"), std::string("Move aborted|"));
        bench.wait(1s);
        QCOMPARE(bench.ask("p?"), std::string("30 0 0|"));
    }

    void aNewMoveReplacesTheOneUnderWay()
    {
        Bench bench({});
        bench.ask("blocking_moves false");
        bench.ask("mr 100 0 0");
        bench.wait(30ms);
        bench.ask("mr 0 10 0");
        bench.wait(1s);
        QCOMPARE(bench.ask("p?"), std::string("30 10 0|"));
    }

    void tellsTheEndOfAMoveWhenAsked()
    {
        Bench bench({});
        bench.ask("blocking_moves false");
        bench.ask("mr 100 0 0");
        QCOMPARE(bench.ask("notify_on_stop"), std::string());
        QCOMPARE(bench.wait(100ms), std::string("stopped|"));
    }

    void endsABlockingMoveWithTheReplyOfItsBuild_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<MoveReply>("variant");
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("0.4") << Profile::V0_4 << MoveReply::Usual << QByteArray("done.|");
        QTest::newRow("1.0.4") << Profile::V1_0_4 << MoveReply::Usual << QByteArray("stopped|");
        QTest::newRow("without a full stop")
            << Profile::V1_0_4 << MoveReply::Done << QByteArray("done|");
        QTest::newRow("with a full stop")
            << Profile::V1_0_4 << MoveReply::DoneWithFullStop << QByteArray("done.|");
        QTest::newRow("0.4 with another word")
            << Profile::V0_4 << MoveReply::Stopped << QByteArray("stopped|");
    }
    void endsABlockingMoveWithTheReplyOfItsBuild()
    {
        QFETCH(Profile, profile);
        QFETCH(MoveReply, variant);
        QFETCH(QByteArray, reply);
        Bench bench({.profile = profile, .moveReply = variant});
        bench.ask("mr 1 0 0");
        QCOMPARE(QByteArray::fromStdString(bench.wait(1ms)), reply);
    }

    void takesAsLongAsTheLongestAxisNeeds()
    {
        Bench bench(
            {.profile = Profile::V0_4, .timeScale = 10, .stepDelay = 2000, .rampTime = 100'000});
        bench.ask("mr 10 100 0");
        QCOMPARE(bench.firmware.nextEvent(),
                 std::optional(bench.now + 30ms)); // (100 * 2 ms + 100 ms) / 10
    }

    void aResetForgetsAllButItsMemory()
    {
        Bench bench({.stored = {1, 2, 3}});
        bench.ask("blocking_moves false");
        bench.ask("mr 100 0 0");
        bench.wait(50ms);
        QCOMPARE(bench.firmware.start(bench.now), std::string("Sangaboard Firmware v1.0.4"));
        QCOMPARE(bench.ask("p?"), std::string("1 2 3|"));
        QCOMPARE(bench.ask("blocking_moves?"), std::string("blocking_moves true|"));
    }

    void runsAFragmentAfterASecond()
    {
        Bench bench({});
        bench.firmware.receive("moving?", bench.now);
        QCOMPARE(bench.wait(999ms), std::string());
        QCOMPARE(bench.wait(1ms), std::string("false|"));
    }

    void splitsALineThatIsTooLong()
    {
        Bench bench({.profile = Profile::V0_4});
        QCOMPARE(bench.ask("version" + std::string(56, ' ') + "p?"),
                 std::string("OpenFlexure Motor Board v0.4|0 0 0|"));
    }
};

HOLDFAST_GUILESS_TEST(TestFirmware)

} // namespace tst_firmware

#include "tst_firmware.moc"
