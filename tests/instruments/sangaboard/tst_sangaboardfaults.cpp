// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/instruments/sangaboard/sangaboardbench.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <fcntl.h>
#include <memory>
#include <pty.h>
#include <sys/file.h>
#include <termios.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace tst_sangaboardfaults {

using namespace Holdfast;
using namespace std::chrono_literals;
using SimulatedSangaboard::Fault;
using SimulatedSangaboard::FaultKind;
using SimulatedSangaboard::Profile;

namespace {

const Json farAway {{"x", 90'000}};

void zero(SangaboardBench &bench)
{
    WAIT_UNTIL(bench.isConnected());
    bench.fixture.invoke(QStringLiteral("set_zero_position"));
}

//! A device that is no Sangaboard: it answers each command with its own name.
class OtherDevice
{
public:
    OtherDevice()
    {
        termios settings {};
        cfmakeraw(&settings);
        char name[128];
        m_isOpen = ::openpty(&m_master, &m_slave, name, &settings, nullptr) == 0;
        m_path = QString::fromLocal8Bit(name);
        m_thread = std::thread([this] {
            char bytes[64];
            for (ssize_t count = ::read(m_master, bytes, sizeof(bytes)); count > 0;
                 count = ::read(m_master, bytes, sizeof(bytes))) {
                const auto lines = std::count(bytes, bytes + count, '\n');
                m_asked += int(lines);
                for (auto line = lines; line > 0; --line)
                    (void)!::write(m_master, "Pump 5\r\n", 8);
            }
        });
    }
    ~OtherDevice()
    {
        // The thread ends when there is no other end any more.
        ::close(m_slave);
        m_thread.join();
        ::close(m_master);
    }
    Q_DISABLE_COPY_MOVE(OtherDevice)

    QString path() const { return m_path; }
    int asked() const { return m_asked; }

private:
    int m_master = -1;
    int m_slave = -1;
    bool m_isOpen = false;
    QString m_path;
    std::atomic<int> m_asked {0};
    std::thread m_thread;
};

//! A stage at a port that is not a simulated board's.
class Alone
{
public:
    explicit Alone(const QString &port, const PortSearch::List &ports = &PortSearch::systemPorts)
        : fixture([port, ports] {
            SangaboardStageOptions options;
            options.port = port;
            return std::make_unique<SangaboardStage>(options, SangaboardBench::times(), ports);
        })
    {
    }

    QString fault() const
    {
        const auto fault = fixture.thing().fault();
        return fault && !fault->remedy.isEmpty() ? fault->what : QString();
    }

    ThingFixture fixture;
};

} // namespace

//! Tests what happens when the board, the cable or the port is not as it should be.
class TestSangaboardFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMoveSurvives_data()
    {
        QTest::addColumn<FaultKind>("kind");
        QTest::addColumn<QString>("command");
        const auto row = [](const char *name, FaultKind kind, const char *command) {
            QTest::newRow(name) << kind << QString::fromUtf8(command);
        };
        row("a reply to the move that is late", FaultKind::Late, "mr");
        row("a reply to the move that is lost", FaultKind::Dropped, "mr");
        row("a reply to the move in pieces", FaultKind::Split, "mr");
        row("garbage before the reply to the move", FaultKind::Garbage, "mr");
        row("the line of an end stop before the reply to the move", FaultKind::Unsolicited, "mr");
        row("a position that is late", FaultKind::Late, "p?");
        row("a position that is lost", FaultKind::Dropped, "p?");
        row("a position in pieces", FaultKind::Split, "p?");
        row("garbage before a position", FaultKind::Garbage, "p?");
        row("a question that is lost", FaultKind::Ignored, "p?");
        row("a question that is not understood", FaultKind::NotRecognised, "p?");
    }
    void aMoveSurvives()
    {
        QFETCH(FaultKind, kind);
        QFETCH(QString, command);
        // At the same time, because each of them waits.
        SangaboardBench old(Profile::V0_4);
        SangaboardBench current(Profile::V1_0_4);
        const std::array benches {&old, &current};
        std::vector<std::unique_ptr<RunningAction>> moves;
        for (SangaboardBench *bench : benches) {
            zero(*bench);
            bench->board.inject({.kind = kind, .command = command.toStdString(), .delay = 320ms});
            moves.push_back(
                bench->fixture.start(QStringLiteral("move_relative"), steps(100, -200, 300)));
        }
        for (const auto &move : moves)
            move->wait();
        for (SangaboardBench *bench : benches) {
            QCOMPARE(bench->board.faultsMet(), 1);
            QCOMPARE(bench->counted(), (StagePosition {100, -200, 300}));
            QCOMPARE(bench->stage.position(), (StagePosition {100, -200, 300}));
            QVERIFY(bench->stage.isPositionKnown());
            // The answers are not shifted either.
            bench->fixture.invoke(QStringLiteral("move_relative"), steps(1, 1, 1));
            QCOMPARE(bench->stage.position(), (StagePosition {101, -199, 301}));
            QCOMPARE(bench->counted(), (StagePosition {101, -199, 301}));
        }
    }

    void aMoveThatIsNotCarriedOutIsAnError_data()
    {
        QTest::addColumn<FaultKind>("kind");
        QTest::newRow("because the command is lost") << FaultKind::Ignored;
        QTest::newRow("because the command is not understood") << FaultKind::NotRecognised;
    }
    void aMoveThatIsNotCarriedOutIsAnError()
    {
        QFETCH(FaultKind, kind);
        SangaboardBench bench;
        zero(bench);
        bench.board.inject({.kind = kind, .command = "mr"});
        QVERIFY_THROWS_EXCEPTION(
            ThingError, bench.fixture.invoke(QStringLiteral("move_relative"), steps(100, 0, 0)));
        QCOMPARE(bench.stage.position(), StagePosition());
        QVERIFY(bench.stage.isPositionKnown());
        bench.fixture.invoke(QStringLiteral("move_relative"), steps(100, 0, 0));
        QCOMPARE(bench.counted(), (StagePosition {100, 0, 0}));
    }

    void aPieceThatIsNotCountedMayHaveBeenMoved()
    {
        SangaboardBench bench(Profile::V0_4);
        zero(bench);
        bench.board.inject({.kind = FaultKind::Ignored, .command = "mr"});
        QVERIFY_THROWS_EXCEPTION(
            PositionLostError,
            bench.fixture.invoke(QStringLiteral("move_relative"), steps(100, 0, 0)));
        QVERIFY(!bench.stage.isPositionKnown());
    }

    void aStopWhoseReplyIsLostIsSentAgain()
    {
        SangaboardBench bench(SangaboardBench::fast(Profile::V1_0_4, 1));
        zero(bench);
        const auto move = bench.fixture.start(QStringLiteral("move_relative"), farAway);
        WAIT_UNTIL(bench.board.isMoving());
        const int before = bench.received("stop");
        bench.board.inject({.kind = FaultKind::Ignored, .command = "stop"});
        bench.stage.emergencyStop();
        QVERIFY_THROWS_EXCEPTION(ThingError, move->wait());
        QVERIFY(!bench.board.isMoving());
        QVERIFY(bench.received("stop") >= before + 2);
        QCOMPARE(bench.stage.position(), bench.counted());
    }

    void aResetInMidMoveLosesThePosition_data()
    {
        QTest::addColumn<bool>("isGreetingLost");
        QTest::newRow("the board greets") << false;
        QTest::newRow("its greeting is lost") << true;
    }
    void aResetInMidMoveLosesThePosition()
    {
        QFETCH(bool, isGreetingLost);
        const auto options = [isGreetingLost](Profile profile) {
            auto result = SangaboardBench::fast(profile, 1);
            result.isMute = isGreetingLost;
            return result;
        };
        // At the same time, because each of them waits.
        SangaboardBench old(options(Profile::V0_4));
        SangaboardBench current(options(Profile::V1_0_4));
        const std::array benches {&old, &current};
        std::vector<std::unique_ptr<RunningAction>> moves;
        for (SangaboardBench *bench : benches) {
            zero(*bench);
            moves.push_back(bench->fixture.start(QStringLiteral("move_relative"), farAway));
        }
        const auto before = current.board.log().size();
        for (SangaboardBench *bench : benches) {
            WAIT_UNTIL(bench->board.isMoving());
            bench->board.reset();
        }
        for (const auto &move : moves)
            QVERIFY_THROWS_EXCEPTION(ThingError, move->wait());
        // Otherwise the next move would block the board, so that no stop could overtake it.
        QVERIFY(current.board.waitForCommand("blocking_moves false", 30s, before));
        for (SangaboardBench *bench : benches) {
            QVERIFY(!bench->stage.isPositionKnown());
            WAIT_UNTIL(bench->isConnected()
                       && bench->faultText().contains(QStringLiteral("not known")));
            // It works again.
            bench->fixture.invoke(QStringLiteral("set_zero_position"));
            bench->fixture.invoke(QStringLiteral("move_absolute"), steps(10, 0, 0));
            QCOMPARE(bench->counted(), (StagePosition {10, 0, 0}));
        }
    }

    void isSetUpAgainWhenAStopHidesThatAnAnswerIsLost()
    {
        SangaboardBench bench;
        zero(bench);
        const auto before = bench.board.log().size();
        bench.board.inject({.kind = FaultKind::Late, .command = "ramp_time?", .delay = 100ms});
        bench.board.reset();
        QVERIFY(bench.board.waitForCommand("ramp_time?", 30s, before));
        // The last question, for the position, has no answer, but that to the stop arrives.
        bench.board.inject({.kind = FaultKind::Dropped, .command = "p?"});
        const auto asked = bench.board.log().size();
        QVERIFY(bench.board.waitForCommand("p?", 30s, asked));
        bench.stage.emergencyStop();
        WAIT_UNTIL(bench.isConnected());
        QCOMPARE(bench.board.faultsMet(), 2);
    }

    void isFoundAgainAfterItWasUnplugged_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::newRow("firmware 0.4") << Profile::V0_4;
        QTest::newRow("firmware 1.0.4") << Profile::V1_0_4;
    }
    void isFoundAgainAfterItWasUnplugged()
    {
        QFETCH(Profile, profile);
        SangaboardBench bench(SangaboardBench::fast(profile, 1));
        zero(bench);
        const auto move = bench.fixture.start(QStringLiteral("move_relative"), farAway);
        WAIT_UNTIL(bench.board.isMoving());
        bench.board.unplug();
        QVERIFY_THROWS_EXCEPTION(ThingError, move->wait());
        WAIT_UNTIL(!bench.isConnected());
        QVERIFY(!bench.stage.isPositionKnown());
        WAIT_UNTIL(bench.faultText().contains(QStringLiteral("unplugged")));
        QVERIFY_THROWS_EXCEPTION(
            ThingError, bench.fixture.invoke(QStringLiteral("move_relative"), steps(1, 0, 0)));
        QVERIFY_THROWS_EXCEPTION(ThingError,
                                 bench.fixture.invoke(QStringLiteral("set_zero_position")));
        QVERIFY(!bench.stage.isMoving());

        bench.board.plugIn();
        WAIT_UNTIL(bench.isConnected());
        QVERIFY(!bench.stage.isPositionKnown());
        WAIT_UNTIL(bench.faultText().contains(QStringLiteral("was unplugged")));
        bench.fixture.invoke(QStringLiteral("move_relative"), steps(10, 0, 0));
        QCOMPARE(bench.stage.position(), bench.counted());
    }

    void isFoundAgainWhenItWasDeaf()
    {
        SangaboardBench bench;
        zero(bench);
        bench.board.setSilent(true);
        WAIT_UNTIL(!bench.isConnected());
        WAIT_UNTIL(bench.faultText().contains(QStringLiteral("does not answer")));
        bench.board.setSilent(false);
        WAIT_UNTIL(bench.isConnected());
        QVERIFY(!bench.stage.isPositionKnown());
    }

    void aBoardThatStartsIsWaitedFor()
    {
        auto options = SangaboardBench::fast(Profile::V0_4);
        options.resetsWhenOpened = true; // deaf for some time after each opening
        options.bootTime = 300ms;
        SangaboardBench bench(options);
        zero(bench);
        bench.fixture.invoke(QStringLiteral("move_relative"), steps(10, 0, 0));
        QCOMPARE(bench.counted(), (StagePosition {10, 0, 0}));
        QVERIFY(bench.stage.isPositionKnown());
    }

    void anAbsentPortIsAFaultAndNotTheEnd()
    {
        const QTemporaryDir folder;
        const QString port = folder.filePath(QStringLiteral("none"));
        Alone alone(port);
        WAIT_UNTIL(alone.fault().contains(port));
        QVERIFY_THROWS_EXCEPTION(
            ThingError, alone.fixture.invoke(QStringLiteral("move_relative"), steps(1, 0, 0)));
        // It is found as soon as it is there.
        auto options = SangaboardBench::fast(Profile::V1_0_4);
        options.link = port.toStdString();
        const SangaboardBench::Simulator board(options);
        WAIT_UNTIL(alone.fixture.thing<SangaboardStage>().isConnected());
    }

    void aFileIsNoSerialPort()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const Alone alone(file.fileName());
        WAIT_UNTIL(alone.fault().contains(QStringLiteral("is no serial port")));
        const Alone null(QStringLiteral("/dev/null"));
        WAIT_UNTIL(null.fault().contains(QStringLiteral("is no serial port")));
    }

    void aPortThatMayNotBeOpenedSaysWhatToDo()
    {
        if (::geteuid() == 0)
            QSKIP("The superuser may open every port.");
        const SangaboardBench::Simulator board(SangaboardBench::fast(Profile::V1_0_4));
        const QString port = QString::fromStdString(board.path());
        QVERIFY(QFile::setPermissions(port, {}));
        const Alone alone(port);
        WAIT_UNTIL(alone.fault().contains(QStringLiteral("may not open")));
        QVERIFY(alone.fixture.thing().fault()->remedy.contains(QStringLiteral("dialout")));
    }

    void aPortInUseIsLeftAlone()
    {
        SangaboardBench bench;
        zero(bench);
        const auto before = bench.board.received().size();
        const Alone second(bench.link);
        WAIT_UNTIL(second.fault().contains(QStringLiteral("Another program uses")));
        QVERIFY(second.fixture.thing().fault()->remedy.contains(QStringLiteral("fuser")));
        bench.fixture.invoke(QStringLiteral("move_relative"), steps(1, 0, 0));
        const auto commands = bench.board.received();
        QVERIFY(std::find(commands.begin() + std::ptrdiff_t(before), commands.end(), "version")
                == commands.end());
    }

    void anotherDeviceIsAskedNoMoreThanNecessary()
    {
        const OtherDevice pump;
        std::atomic<int> looks {0};
        Alone alone(QStringLiteral("auto"), [&pump, &looks] {
            ++looks;
            return QList<SerialPortEntry> {
                {.path = pump.path(), .vendorId = 0x1a86, .productId = 0x7523}};
        });
        WAIT_UNTIL(alone.fault().contains(QStringLiteral("is no Sangaboard")));
        QCOMPARE(alone.fixture.thing().fault()->details, QStringLiteral("It answered: Pump 5"));
        const int asked = pump.asked();
        const int looked = looks;
        WAIT_UNTIL(looks > looked + 10);
        QCOMPARE(pump.asked(), asked);
        alone.fixture.invoke(QStringLiteral("reconnect"));
        WAIT_UNTIL(pump.asked() > asked);
    }

    void endsWhileABoardIsBeingAsked()
    {
        SangaboardBench bench;
        WAIT_UNTIL(bench.isConnected());
        bench.board.setSilent(true);
        const auto move = bench.fixture.start(QStringLiteral("move_relative"), steps(1, 0, 0));
        WAIT_UNTIL(bench.stage.isMoving());
        bench.fixture.inThingsThread([&bench] { bench.stage.close(); });
        QVERIFY_THROWS_EXCEPTION(ThingError, move->wait());
    }
};

HOLDFAST_GUILESS_TEST(TestSangaboardFaults)

} // namespace tst_sangaboardfaults

#include "tst_sangaboardfaults.moc"
