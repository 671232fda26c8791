// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaboardport.h"
#include "tests/fuzz/fuzztarget.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>
#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace Holdfast::fuzz_serial {

namespace {

using namespace std::chrono_literals;
using Expected = SangaboardProtocol::Expected;
using Fuzz::require;

constexpr std::array s_questions {
    std::pair {"p?", Expected::Position},    std::pair {"moving?", Expected::Truth},
    std::pair {"mr 1 2 3", Expected::Move},  std::pair {"dt?", Expected::StepDelay},
    std::pair {"zero", Expected::Zeroed},    std::pair {"release", Expected::Acknowledgement},
    std::pair {"led_cc 0.5", Expected::Led}, std::pair {"p?", Expected::Position},
};

//! A pair of pseudo-terminals, of which a port uses the second one.
class Line
{
public:
    Line()
    {
        termios settings {};
        ::cfmakeraw(&settings);
        std::array<char, 128> name {};
        require(::openpty(&m_master, &m_port, name.data(), &settings, nullptr) == 0,
                "The system has pseudo-terminals.");
        ::fcntl(m_master, F_SETFL, O_NONBLOCK);
        m_path = QString::fromLocal8Bit(name.data());
    }
    ~Line()
    {
        unplug();
        ::close(m_port);
    }
    Q_DISABLE_COPY_MOVE(Line)

    QString path() const { return m_path; }
    int master() const { return m_master; }
    //! Returns whether the port has read everything.
    bool isRead() const
    {
        int waiting = 0;
        return ::ioctl(m_port, FIONREAD, &waiting) != 0 || waiting == 0;
    }
    void write(const QByteArray &bytes) const
    {
        (void)!::write(m_master, bytes.constData(), size_t(bytes.size()));
    }
    bool hasCommand() const
    {
        std::array<char, 4096> bytes {};
        return ::read(m_master, bytes.data(), bytes.size()) > 0;
    }
    void unplug()
    {
        if (m_master >= 0)
            ::close(std::exchange(m_master, -1));
    }

private:
    int m_master = -1;
    int m_port = -1;
    QString m_path;
};

//! \brief A board that says the lines of an input, one after the other, and then is unplugged.
class Board : private SangaboardListener
{
public:
    explicit Board(QByteArrayView input)
        : m_lines(input.toByteArray().split('\n'))
        , m_port(PortSearch(m_line.path()), {}, {.answer = 1h, .boot = 1h, .search = 1h}, m_stops,
                 *this)
    {
    }

    void run()
    {
        QTimer turns;
        turns.setInterval(0);
        QObject::connect(&turns, &QTimer::timeout, &m_port, [this] { takeTurn(); });
        turns.start();
        m_port.start({});
        QCoreApplication::exec();
        require(m_answers == m_asked, "Each question has one answer.");
    }

private:
    void takeTurn()
    {
        m_isGreeted = m_line.hasCommand() || m_isGreeted;
        if (!m_isGreeted || !m_line.isRead())
            return;
        if (m_lines.isEmpty()) {
            m_line.unplug();
            return;
        }
        m_line.write(m_lines.takeFirst() + '\n');
    }

    void boardConnected(const SangaboardFacts &facts) override
    {
        require(facts.ledChannels >= 0 && facts.stepDelay >= 0 && facts.rampTime >= 0,
                "What a board has told of itself is possible.");
        for (const auto &[command, expected] : s_questions) {
            ++m_asked;
            m_port.ask({.command = command, .expected = expected},
                       [this, wanted = expected](const SangaboardAnswer &answer) {
                           ++m_answers;
                           require(answer.outcome != SangaboardAnswer::Outcome::Answered
                                       || SangaboardProtocol::fits(wanted, answer.line),
                                   "An answer has the form that was expected.");
                       });
        }
        m_stops.add();
        m_port.stop();
    }
    void boardAbsent(const Fault &) override
    {
        if (m_line.master() < 0)
            QCoreApplication::quit();
    }
    void boardReset() override { }
    void boardIsAt(const StagePosition &) override { }
    void boardSaid(const QByteArray &line) override
    {
        require(!line.isEmpty(), "A line that is told is not empty.");
    }
    void boardWarning(const QString &) override { }

    Line m_line;
    QByteArrayList m_lines;
    bool m_isGreeted = false;
    int m_asked = 0;
    int m_answers = 0;
    SangaboardStops m_stops;
    SangaboardPort m_port;
};

void readLines(QByteArrayView input)
{
    Board(input).run();
}

const Fuzz::Target s_target("serial", &readLines);

} // namespace

} // namespace Holdfast::fuzz_serial
