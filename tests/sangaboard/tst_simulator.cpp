// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/sangaboard/simulator.h"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace tst_simulator {

using namespace SimulatedSangaboard;
using namespace std::chrono_literals;

namespace {

//! A program at the other end of the wire.
class Port
{
public:
    explicit Port(const Simulator &board)
        : m_descriptor(::open(board.path().c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
    }
    ~Port() { ::close(m_descriptor); }
    Q_DISABLE_COPY_MOVE(Port)

    bool isOpen() const { return m_descriptor >= 0; }

    void write(const QByteArray &bytes) const
    {
        QCOMPARE(::write(m_descriptor, bytes.data(), size_t(bytes.size())), bytes.size());
    }

    //! Returns the next line with its end; "late" after \a limit, and "gone" when the board is unplugged.
    QByteArray line(std::chrono::milliseconds limit = 30s)
    {
        const auto deadline = Clock::now() + limit;
        while (!m_read.contains('\n')) {
            pollfd port {m_descriptor, POLLIN, 0};
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
            if (left.count() < 0 || poll(&port, 1, int(left.count())) <= 0)
                return "late";
            char bytes[64];
            const ssize_t count = ::read(m_descriptor, bytes, sizeof(bytes));
            if (count <= 0)
                return "gone";
            ++m_reads;
            m_read.append(bytes, count);
        }
        const qsizetype end = m_read.indexOf('\n') + 1;
        const QByteArray found = m_read.left(end);
        m_read.remove(0, end);
        return found;
    }

    QByteArray ask(const QByteArray &command)
    {
        write(command + '\n');
        return line();
    }

    int reads() const { return m_reads; }

private:
    const int m_descriptor;
    QByteArray m_read;
    int m_reads = 0;
};

} // namespace

class TestSimulator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersAtARawPort()
    {
        Simulator board;
        Port port(board);
        QVERIFY(port.isOpen());
        QCOMPARE(port.ask("version"), QByteArray("Sangaboard Firmware v1.0.4\r\n"));
        QCOMPARE(port.ask("mr 0 0 0"), QByteArray("stopped\r\n"));
        QCOMPARE(board.received(), (std::vector<std::string> {"version", "mr 0 0 0"}));
    }

    void movesFasterByItsTimeScale()
    {
        Simulator board({.firmware = {.timeScale = 100}});
        Port port(board);
        const auto begin = Clock::now();
        QCOMPARE(port.ask("mr 1000 0 -1000"), QByteArray("stopped\r\n"));
        QVERIFY(Clock::now() - begin >= 10ms);
        QCOMPARE(board.position(), (Steps {1000, 0, -1000}));
    }

    void greetsWhenItIsReset()
    {
        Simulator board({.firmware = {.profile = Profile::V0_4, .stored = {1, 2, 3}},
                         .resetsWhenOpened = true});
        Port port(board);
        QCOMPARE(port.line(), QByteArray("OpenFlexure Motor Board v0.4\r\n"));
        board.reset();
        QCOMPARE(port.line(), QByteArray("OpenFlexure Motor Board v0.4\r\n"));
        QCOMPARE(port.ask("p?"), QByteArray("1 2 3\r\n"));
    }

    void losesAReplyOrACommand_data()
    {
        QTest::addColumn<bool>("command");
        QTest::newRow("the command") << true;
        QTest::newRow("the reply") << false;
    }
    void losesAReplyOrACommand()
    {
        QFETCH(bool, command);
        Simulator board;
        Port port(board);
        board.inject(
            {.kind = command ? FaultKind::Ignored : FaultKind::Dropped, .command = "zero"});
        board.setStored({5, 5, 5});
        port.write("zero\n");
        QCOMPARE(port.ask("p?"), QByteArray(command ? "5 5 5\r\n" : "0 0 0\r\n"));
        QCOMPARE(board.faultsMet(), 1);
    }

    void delaysAReplyAndThoseAfterIt()
    {
        Simulator board;
        Port port(board);
        board.inject({.kind = FaultKind::Late, .command = "p?", .delay = 100ms});
        const auto begin = Clock::now();
        port.write("p?\nversion\n");
        QCOMPARE(port.line(), QByteArray("0 0 0\r\n"));
        QVERIFY(Clock::now() - begin >= 100ms);
        QCOMPARE(port.line(), QByteArray("Sangaboard Firmware v1.0.4\r\n"));
    }

    void sendsAReplyByteByByte()
    {
        Simulator board;
        Port port(board);
        board.inject({.kind = FaultKind::Split});
        QCOMPARE(port.ask("version"), QByteArray("Sangaboard Firmware v1.0.4\r\n"));
        QVERIFY(port.reads() > 1);
    }

    void sendsLinesThatWereNotAskedFor()
    {
        Simulator board;
        Port port(board);
        board.inject({.kind = FaultKind::Garbage});
        board.inject({.kind = FaultKind::Unsolicited});
        QCOMPARE(port.ask("p?"), QByteArray("\x7f#~\xfe!\r\n"));
        QCOMPARE(port.line(), QByteArray("0 0 0\r\n"));
        QCOMPARE(port.ask("p?"), QByteArray("Endstop hit:+x\r\n"));
        QCOMPARE(port.line(), QByteArray("0 0 0\r\n"));
        board.say("hello");
        QCOMPARE(port.line(), QByteArray("hello\r\n"));
    }

    void doesNotKnowACommand()
    {
        Simulator board;
        Port port(board);
        board.inject({.kind = FaultKind::NotRecognised, .command = "mr"});
        QCOMPARE(
            port.ask("mr 1 0 0"),
            QByteArray(
                "Command not recognised: 'mr 1 0 0', Type 'help' for a list of commands.\r\n"));
        QCOMPARE(board.position(), Steps {});
    }

    void keepsSilent()
    {
        Simulator board;
        Port port(board);
        board.setSilent(true);
        port.write("mr 1 0 0\n");
        QVERIFY(board.waitForCommand("mr", 30s));
        board.setSilent(false);
        QCOMPARE(port.ask("p?"), QByteArray("0 0 0\r\n"));
    }

    void isResetInMidMove()
    {
        Simulator board({.firmware = {.stored = {1, 2, 3}}});
        Port port(board);
        QCOMPARE(port.ask("blocking_moves false"), QByteArray("done.\r\n"));
        QCOMPARE(port.ask("mr 100000 0 0"), QByteArray("done.\r\n"));
        board.inject({.kind = FaultKind::Reset, .command = "moving?"});
        QCOMPARE(port.ask("moving?"), QByteArray("Sangaboard Firmware v1.0.4\r\n"));
        QCOMPARE(port.ask("p?"), QByteArray("1 2 3\r\n"));
    }

    void isUnpluggedAndPluggedInAgain()
    {
        const QTemporaryDir folder;
        const std::string link = folder.filePath(QStringLiteral("board")).toStdString();
        Simulator board({.link = link});
        QCOMPARE(board.path(), link);
        {
            Port port(board);
            QCOMPARE(port.ask("p?"), QByteArray("0 0 0\r\n"));
            board.unplug();
            QCOMPARE(port.line(), QByteArray("gone"));
            QVERIFY(!Port(board).isOpen());
        }
        board.plugIn();
        WAIT_UNTIL(board.isPlugged());
        Port port(board);
        WAIT_UNTIL(board.isOpen());
        board.say("hello");
        QByteArray line = port.line();
        while (line != "hello\r\n") {
            QCOMPARE(line, QByteArray("Sangaboard Firmware v1.0.4\r\n"));
            line = port.line();
        }
    }

    void meetsFaultsAtRandomButRepeatably()
    {
        const auto run = [](std::uint32_t seed) {
            Simulator board({.firmware = {.timeScale = 100}});
            Port port(board);
            board.injectAtRandom({.probability = 0.5,
                                  .seed = seed,
                                  .kinds = {FaultKind::Garbage, FaultKind::Split}});
            QByteArray met;
            for (int i = 0; i < 30; ++i) {
                const int before = board.faultsMet();
                QByteArray line = port.ask("p?");
                if (line != "0 0 0\r\n")
                    line = port.line();
                met += char('0' + board.faultsMet() - before);
            }
            return met;
        };
        const QByteArray first = run(7);
        QVERIFY(first.contains('1') && first.contains('0'));
        QCOMPARE(run(7), first);
        QVERIFY(run(8) != first);
    }

    void playsARecording()
    {
        Simulator board(
            {.replay = Recording::parse("1 > version\\n\n1.01 < Sangaboard Firmware v1.0.9\\r\\n\n"
                                        "2 > mr 1 0 0\\n\n2.1 < do\n2.2 < ne.\\r\\n\n")});
        Port port(board);
        QCOMPARE(port.ask("version"), QByteArray("Sangaboard Firmware v1.0.9\r\n"));
        const auto begin = Clock::now();
        QCOMPARE(port.ask("mr 1 0 0"), QByteArray("done.\r\n"));
        QVERIFY(Clock::now() - begin >= 200ms);
        QCOMPARE(board.divergence(), std::string());
        port.write("zero\n");
        WAIT_UNTIL(board.divergence() == "zero");
    }
};

HOLDFAST_GUILESS_TEST(TestSimulator)

} // namespace tst_simulator

#include "tst_simulator.moc"
