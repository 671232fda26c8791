// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaboardport.h"

#include <QFile>

#include <algorithm>
#include <sys/stat.h>
#include <utility>

namespace Holdfast {

using Outcome = SangaboardAnswer::Outcome;

namespace {

constexpr int mostGreetings = 5; // a board that starts is deaf for one or two seconds
constexpr int mostRounds = 3;    // of learning
constexpr int mostResyncs = 3;
constexpr int mostStops = 3;
// A version that was asked for several times may be answered so late.
constexpr std::chrono::milliseconds owedFor {5000};

// Returns what stays the same while a device is plugged in.
QString nodeOf(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return QStringLiteral("%1 %2 %3.%4")
        .arg(status.st_rdev)
        .arg(status.st_ino)
        .arg(status.st_ctim.tv_sec)
        .arg(status.st_ctim.tv_nsec);
}

} // namespace

SangaboardPort::SangaboardPort(const PortSearch &search, const QString &logFile,
                               const SangaboardTimes &times, const SangaboardStops &stops,
                               SangaboardListener &listener)
    : m_search(search)
    , m_times(times)
    , m_stops(stops)
    , m_listener(listener)
    , m_log(logFile,
            [this, logFile](const QString &why) {
                const QString text =
                    tr("The serial log %1 has ended, because it cannot be written: %2.")
                        .arg(logFile, why);
                QMetaObject::invokeMethod(
                    this, [this, text] { m_listener.boardWarning(text); }, Qt::QueuedConnection);
            })
    , m_connection(m_log)
    , m_stopsSeen(stops.count())
{
    if (!m_log.error().isEmpty())
        m_listener.boardWarning(
            tr("The serial log %1 cannot be written: %2.").arg(logFile, m_log.error()));
    m_clock.setSingleShot(true);
    m_clock.setTimerType(Qt::PreciseTimer);
    connect(&m_clock, &QTimer::timeout, this, &SangaboardPort::handleLate);
    connect(&m_idle, &QTimer::timeout, this, &SangaboardPort::lookIfIdle);
    connect(&m_connection, &SerialConnection::lineReceived, this, &SangaboardPort::takeLine);
    connect(&m_connection, &SerialConnection::lost, this, [this](const QString &details) {
        m_lost = {.what = tr("The motor board has been unplugged."),
                  .remedy = tr("Plug it in again: it is found by itself."),
                  .details = details};
        disconnectBecause(*m_lost, m_times.search);
    });
}

SangaboardPort::~SangaboardPort()
{
    answerAll(m_asked, Outcome::NotConnected);
    answerAll(m_queue, Outcome::NotConnected);
}

void SangaboardPort::start(const Wanted &wanted)
{
    m_wanted = wanted;
    look();
}

void SangaboardPort::reconnect()
{
    m_strangeNode.clear();
    m_lost.reset();
    disconnectBecause({.what = tr("The serial port is being opened anew.")},
                      std::chrono::milliseconds {0});
}

void SangaboardPort::look()
{
    const auto found = m_search.find();
    m_clock.start(m_times.search);
    if (const auto *absent = std::get_if<Fault>(&found)) {
        m_strangeNode.clear();
        m_listener.boardAbsent(m_lost.value_or(*absent));
        return;
    }
    const QString path = std::get<QString>(found);
    if (!m_strangeNode.isEmpty() && nodeOf(path) == m_strangeNode)
        return;
    m_strangeNode.clear();
    if (const std::optional<Fault> fault = m_connection.open(path)) {
        m_listener.boardAbsent(*fault);
        return;
    }
    m_rounds = 0;
    greet();
}

void SangaboardPort::greet()
{
    m_state = State::Greeting;
    m_attempts = 1;
    m_lastStrangeLine.clear();
    m_clock.start(m_times.boot);
    m_connection.discardInput();
    m_connection.writeLine("version");
}

void SangaboardPort::learn(const SangaboardProtocol::Firmware &firmware)
{
    m_state = State::Learning;
    m_lost.reset();
    m_facts = {};
    m_facts.firmware = firmware;
    m_facts.port = m_connection.path();
    m_learning.clear();
    const auto add = [this](const QByteArray &command, Expected expected,
                            const std::function<void(const QByteArray &)> &learned) {
        m_learning.push_back(
            {{.command = command, .expected = expected}, [learned](const SangaboardAnswer &answer) {
                 if (answer.outcome == Outcome::Answered && learned)
                     learned(answer.line);
             }});
    };
    if (firmware.isV1()) {
        // The program may have ended while the board moved; no command of this one has begun that move.
        add("stop", Expected::Aborted, {});
        add("blocking_moves false", Expected::Acknowledgement, {});
        add("blocking_moves?", Expected::Blocking, [this](const QByteArray &line) {
            m_facts.tellsBlocking = true;
            m_facts.movesInBackground = line.endsWith("false");
        });
    }
    if (firmware.major > 0 || firmware.minor > 4) {
        add("board", Expected::Board,
            [this](const QByteArray &line) { m_facts.board = QString::fromLatin1(line); });
        add("led_channels?", Expected::LedChannels, [this](const QByteArray &line) {
            m_facts.ledChannels = SangaboardProtocol::toLedChannels(line);
        });
    }
    // Moves in pieces would be as many ramps.
    const int rampTime = firmware.isV1() ? m_wanted.rampTime : 0;
    add("dt " + QByteArray::number(m_wanted.stepDelay), Expected::Acknowledgement, {});
    add("ramp_time " + QByteArray::number(rampTime), Expected::Acknowledgement, {});
    add("dt?", Expected::StepDelay, [this](const QByteArray &line) {
        m_facts.stepDelay = SangaboardProtocol::toNumber(line).value_or(m_wanted.stepDelay);
    });
    add("ramp_time?", Expected::RampTime, [this](const QByteArray &line) {
        m_facts.rampTime = SangaboardProtocol::toNumber(line).value_or(0);
    });
    m_learning.push_back(
        {{.command = "p?", .expected = Expected::Position}, [this](const SangaboardAnswer &answer) {
             if (answer.outcome != Outcome::Answered)
                 return; // it begins anew: see writeNext()
             m_facts.position = *SangaboardProtocol::toPosition(answer.line);
             becomeReady();
         }});
    writeNext();
}

void SangaboardPort::becomeReady()
{
    m_state = State::Ready;
    m_rounds = 0;
    m_idle.start(m_times.idle);
    m_listener.boardConnected(m_facts);
}

void SangaboardPort::disconnectBecause(const Fault &fault, std::chrono::milliseconds retryAfter)
{
    m_state = State::Absent;
    m_connection.close();
    m_idle.stop();
    m_stopWanted = false;
    m_learning.clear();
    m_listener.boardAbsent(fault);
    answerAll(m_asked, Outcome::NotConnected);
    answerAll(m_queue, Outcome::NotConnected);
    m_clock.start(retryAfter);
}

void SangaboardPort::ask(const SangaboardQuestion &question, const Callback &callback)
{
    if (m_state != State::Ready && m_state != State::Resyncing) {
        callback({Outcome::NotConnected, {}});
        return;
    }
    m_queue.push_back({question, callback});
    writeNext();
}

void SangaboardPort::stop()
{
    m_stopWanted = true;
    m_stopRetries = 0;
    writeNext();
}

void SangaboardPort::takeLine(const QByteArray &line)
{
    const std::optional<SangaboardProtocol::Firmware> version =
        SangaboardProtocol::toFirmware(line);
    switch (m_state) {
    case State::Absent:
        return;
    case State::Greeting:
        if (version) {
            // Its own greeting and the answers to the other attempts may follow.
            m_versionsOwed = m_attempts;
            m_owedSince.start();
            learn(*version);
        } else {
            m_lastStrangeLine = QString::fromLatin1(SerialLog::escaped(line.left(60)));
        }
        return;
    case State::Resyncing:
        if (version)
            endResync();
        else if (!m_asked.empty()
                 && SangaboardProtocol::fits(m_asked.front().question.expected, line))
            answerFirst({Outcome::Answered, line});
        return;
    case State::Learning:
    case State::Ready:
        if (version)
            takeVersion(*version);
        else
            takeAnswer(line);
    }
}

void SangaboardPort::takeVersion(const SangaboardProtocol::Firmware &version)
{
    if (m_versionsOwed > 0 && m_owedSince.elapsed() < owedFor.count()) {
        --m_versionsOwed;
        checkForReset();
        return;
    }
    takeReset(version);
}

// What the answer means is decided by takeAnswer().
void SangaboardPort::checkForReset()
{
    if (!m_facts.tellsBlocking || !m_facts.movesInBackground)
        return;
    m_queue.push_front({{.command = "blocking_moves?", .expected = Expected::Blocking},
                        [](const SangaboardAnswer &) {}});
    writeNext();
}

// A board with firmware 1 that has restarted blocks again. Whatever asked for this, the board has to be set up again: a move would
// block it, so that a stop could not overtake the move.
bool SangaboardPort::tellsOfReset(const SangaboardQuestion &question, const QByteArray &line) const
{
    return m_state == State::Ready && m_facts.movesInBackground
           && question.expected == Expected::Blocking && line.endsWith("true");
}

// A copy, because what is forgotten here may be where the version was.
// NOLINTNEXTLINE(performance-unnecessary-value-param): for that reason
void SangaboardPort::takeReset(SangaboardProtocol::Firmware version)
{
    m_listener.boardReset();
    m_versionsOwed = 0;
    m_learning.clear();
    answerAll(m_asked, Outcome::Reset);
    answerAll(m_queue, Outcome::Reset);
    learn(version);
}

void SangaboardPort::takeAnswer(const QByteArray &line)
{
    if (m_asked.empty()) {
        m_listener.boardSaid(line);
        return;
    }
    if (SangaboardProtocol::isRefusal(line)) {
        answerFirst({Outcome::Refused, line});
        return;
    }
    for (size_t i = 0; i < m_asked.size(); ++i) {
        if (!SangaboardProtocol::fits(m_asked[i].question.expected, line))
            continue;
        // The answers keep their order, so those before this one are lost.
        for (size_t lost = 0; lost < i; ++lost)
            answerFirst({Outcome::NoAnswer, {}});
        if (tellsOfReset(m_asked.front().question, line))
            takeReset(m_facts.firmware);
        else
            answerFirst({Outcome::Answered, line});
        return;
    }
    m_listener.boardSaid(line);
}

void SangaboardPort::answerFirst(const SangaboardAnswer &answer)
{
    const Pending first = std::move(m_asked.front());
    m_asked.pop_front();
    if (m_state != State::Resyncing) {
        if (m_asked.empty())
            m_clock.stop();
        else
            startClock();
    }
    if (first.callback)
        first.callback(answer);
    writeNext();
}

void SangaboardPort::answerAll(std::deque<Pending> &questions, Outcome outcome)
{
    const std::deque<Pending> all = std::exchange(questions, {});
    for (const Pending &each : all) {
        if (each.callback)
            each.callback({outcome, {}});
    }
}

void SangaboardPort::writeNext()
{
    if (m_stops.count() != m_stopsSeen) {
        m_stopsSeen = m_stops.count();
        m_stopWanted = true;
    }
    if (m_state == State::Absent || m_state == State::Greeting)
        return;
    if (m_stopWanted) {
        m_stopWanted = false;
        const bool isAsked = std::any_of(m_asked.begin(), m_asked.end(), [](const Pending &each) {
            return each.question.expected == Expected::Aborted;
        });
        if (m_facts.firmware.isV1() && !isAsked)
            write({{.command = "stop", .expected = Expected::Aborted}, {}});
    }
    while (m_asked.empty() && (m_state == State::Learning || m_state == State::Ready)) {
        std::deque<Pending> &queue = m_state == State::Learning ? m_learning : m_queue;
        if (queue.empty()) {
            if (m_state == State::Learning)
                m_clock.start(m_times.boot); // the last answer was lost
            return;
        }
        const Pending next = std::move(queue.front());
        queue.pop_front();
        const auto since = next.question.unlessStoppedSince;
        if (since && *since != m_stopsSeen)
            next.callback({Outcome::Stopped, {}});
        else
            write(next);
    }
}

void SangaboardPort::write(const Pending &pending)
{
    m_asked.push_back(pending);
    if (m_asked.size() == 1 && m_state != State::Resyncing)
        startClock();
    m_connection.writeLine(pending.question.command);
}

void SangaboardPort::startClock()
{
    m_clock.start(m_times.answer + m_asked.front().question.extraPatience);
}

void SangaboardPort::handleLate()
{
    switch (m_state) {
    case State::Absent:
        look();
        return;
    case State::Greeting:
        if (m_attempts < mostGreetings) {
            ++m_attempts;
            m_clock.start(m_times.boot);
            m_connection.writeLine("version");
        } else {
            giveUp();
        }
        return;
    case State::Learning:
        answerAll(m_asked, Outcome::NoAnswer);
        if (++m_rounds < mostRounds)
            greet();
        else
            giveUp();
        return;
    case State::Ready:
        resync();
        return;
    case State::Resyncing:
        if (m_attempts < mostResyncs) {
            ++m_attempts;
            m_clock.start(m_times.answer);
            m_connection.writeLine("version");
        } else {
            giveUp();
        }
    }
}

void SangaboardPort::giveUp()
{
    const QString path = m_connection.path();
    if (m_lastStrangeLine.isEmpty() || m_state == State::Resyncing) {
        disconnectBecause(
            {.what = tr("The device at %1 does not answer.").arg(path),
             .remedy =
                 tr("Look whether it is a Sangaboard with its firmware, unplug it and plug it in "
                    "again. "
                    "If it is another device, correct \u201cport\u201d in the configuration.")},
            m_times.silence);
        return;
    }
    // Opening a port may disturb a device, so another one is left alone from now on.
    m_strangeNode = nodeOf(path);
    disconnectBecause({.what = tr("The device at %1 is no Sangaboard.").arg(path),
                       .remedy = tr("Correct \u201cport\u201d in the configuration, or plug the "
                                    "motor board in there. Then use the "
                                    "action reconnect."),
                       .details = tr("It answered: %1").arg(m_lastStrangeLine)},
                      m_times.search);
}

void SangaboardPort::resync()
{
    const bool wasStopped = std::any_of(m_asked.begin(), m_asked.end(), [](const Pending &each) {
        return each.question.expected == Expected::Aborted;
    });
    m_state = State::Resyncing;
    m_attempts = 1;
    m_lastStrangeLine.clear();
    m_clock.start(m_times.answer);
    m_connection.discardInput();
    m_connection.writeLine("version");
    if (wasStopped && ++m_stopRetries <= mostStops)
        m_stopWanted = true;
    answerAll(m_asked, Outcome::NoAnswer);
    writeNext();
}

void SangaboardPort::endResync()
{
    m_state = State::Ready;
    m_versionsOwed = m_attempts - 1;
    m_owedSince.start();
    if (m_asked.empty())
        m_clock.stop();
    else
        startClock();
    checkForReset();
    writeNext();
}

void SangaboardPort::lookIfIdle()
{
    if (m_state != State::Ready || !m_asked.empty() || !m_queue.empty())
        return;
    ask({.command = "p?", .expected = Expected::Position}, [this](const SangaboardAnswer &answer) {
        if (answer.outcome == Outcome::Answered)
            m_listener.boardIsAt(*SangaboardProtocol::toPosition(answer.line));
    });
    checkForReset();
}

} // namespace Holdfast
