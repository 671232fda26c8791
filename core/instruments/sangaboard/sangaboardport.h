// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/sangaboard/portsearch.h"
#include "core/instruments/sangaboard/sangaboardprotocol.h"
#include "core/instruments/sangaboard/serialconnection.h"

#include <QElapsedTimer>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>

namespace Holdfast {

//! \brief What a board has told of itself when it was connected.
struct SangaboardFacts
{
    SangaboardProtocol::Firmware firmware;
    QString port;
    QString board; //!< empty: it does not say
    bool movesInBackground =
        false;                  //!< else it does nothing else while it moves, and cannot be stopped
    bool tellsBlocking = false; //!< it answers blocking_moves?
    int ledChannels = 0;        //!< with constant current
    int stepDelay = 1000;       //!< microseconds a step
    int rampTime = 0;           //!< microseconds
    StagePosition position;     //!< by its own counter
};

//! \brief A command, and what is known of its answer.
struct SangaboardQuestion
{
    QByteArray command;
    SangaboardProtocol::Expected expected;
    //! How long the answer may take, beyond what any answer may take.
    std::chrono::milliseconds extraPatience {0};
    //! Not sent when there was a stop after this count; see SangaboardStops.
    std::optional<quint64> unlessStoppedSince {};
};

struct SangaboardAnswer
{
    enum class Outcome {
        Answered,     //!< by `line`
        Refused,      //!< the board does not know the command: `line` says so
        NoAnswer,     //!< in time; whether the command had its effect is not known
        Reset,        //!< the board has restarted meanwhile; the command is lost
        NotConnected, //!< there is no board
        Stopped,      //!< not sent, because of a stop
    };
    Outcome outcome = Outcome::NotConnected;
    QByteArray line {};
};

//! \brief How long things may take. Tests have shorter ones.
struct SangaboardTimes
{
    std::chrono::milliseconds answer {2000}; //!< any answer, at most
    std::chrono::milliseconds boot {
        1000}; //!< between two attempts to reach a board that may be starting
    std::chrono::milliseconds search {1000}; //!< between two looks for a board that is absent
    std::chrono::milliseconds silence {
        10'000};                           //!< until a board that did not answer is tried again
    std::chrono::milliseconds idle {1000}; //!< between two looks at a board that has nothing to do
    std::chrono::milliseconds poll {100};  //!< between two looks at a board that moves
};

//! \brief The stops of a stage, counted: shared by the threads that stop, and those that move.
//!
//! A caller that wants to move reads count(), then makes its checks, then sends the move unless there was a stop since.
class SangaboardStops
{
public:
    quint64 count() const { return m_count; }
    void add() { ++m_count; }

private:
    std::atomic<quint64> m_count {0};
};

//! \brief Is told what happens at the port, in the port's thread. No call may block.
class SangaboardListener
{
public:
    SangaboardListener() = default;
    virtual ~SangaboardListener() = default;
    Q_DISABLE_COPY_MOVE(SangaboardListener)

    //! A board was found, and can be asked.
    virtual void boardConnected(const SangaboardFacts &facts) = 0;
    //! There is no board any more, or still none: the same may be told again and again.
    virtual void boardAbsent(const Fault &fault) = 0;
    //! The board has restarted; boardConnected() follows.
    virtual void boardReset() = 0;
    //! The board has told its position although no caller asked for it.
    virtual void boardIsAt(const StagePosition &position) = 0;
    //! The board has sent a line that answers nothing.
    virtual void boardSaid(const QByteArray &line) = 0;
    //! Something worth a line in the log.
    virtual void boardWarning(const QString &text) = 0;
};

//! \brief Finds a board, keeps the connection with it, and asks one question after the other. Lives in a thread of its own; waits
//! for nothing.
//!
//! Between a command and its answer no other is sent, but for `stop`, which overtakes everything. A line that cannot be the
//! answer is ignored. When an answer does not come in time, the port is synchronised: what comes is ignored until the board
//! has answered `version`, so that no late answer is taken for that of a later question. A version that was not asked for is the
//! greeting of a board that has restarted.
class SangaboardPort : public QObject
{
    Q_OBJECT
public:
    using Callback = std::function<void(const SangaboardAnswer &)>;

    //! What the board is to be set to, whenever it is connected.
    struct Wanted
    {
        int stepDelay = 1000;
        int rampTime = 0;
    };

    SangaboardPort(const PortSearch &search, const QString &logFile, const SangaboardTimes &times,
                   const SangaboardStops &stops, SangaboardListener &listener);
    ~SangaboardPort() override;

    //! Begins to look for a board.
    void start(const Wanted &wanted);
    //! Asks the board, after the questions that were asked before. Every question has its answer, in time.
    void ask(const SangaboardQuestion &question, const Callback &callback);
    //! Halts the motors: the next thing on the line is `stop`, if the board knows that. Questions that must not follow a stop
    //! are answered at once.
    void stop();
    void setWanted(const Wanted &wanted) { m_wanted = wanted; }
    //! Opens the port anew, also where the last device there was no motor board.
    void reconnect();

private:
    using Expected = SangaboardProtocol::Expected;

    enum class State {
        Absent,   //!< no port is open
        Greeting, //!< the device was asked who it is
        Learning, //!< it is a board, and is asked the rest
        Ready,
        Resyncing, //!< an answer did not come; the board was asked for its version
    };
    struct Pending
    {
        SangaboardQuestion question;
        Callback callback;
    };

    void look();
    void greet();
    void learn(const SangaboardProtocol::Firmware &firmware);
    void becomeReady();
    void disconnectBecause(const Fault &fault, std::chrono::milliseconds retryAfter);

    void takeLine(const QByteArray &line);
    void takeVersion(const SangaboardProtocol::Firmware &version);
    void checkForReset();
    bool tellsOfReset(const SangaboardQuestion &question, const QByteArray &line) const;
    void takeAnswer(const QByteArray &line);
    void takeReset(SangaboardProtocol::Firmware version);
    void answerFirst(const SangaboardAnswer &answer);
    void answerAll(std::deque<Pending> &questions, SangaboardAnswer::Outcome outcome);
    void writeNext();
    void write(const Pending &pending);
    void startClock();
    void handleLate();
    void giveUp();
    void resync();
    void endResync();
    void lookIfIdle();

    PortSearch m_search;
    const SangaboardTimes m_times;
    const SangaboardStops &m_stops;
    SangaboardListener &m_listener;
    Wanted m_wanted;
    SerialLog m_log;
    SerialConnection m_connection;
    State m_state = State::Absent;
    SangaboardFacts m_facts;
    std::deque<Pending> m_learning; //!< questions of this class, before all others
    std::deque<Pending> m_queue;
    std::deque<Pending> m_asked; //!< written and not answered: one, and perhaps a stop
    bool m_stopWanted = false;
    quint64 m_stopsSeen = 0;
    int m_stopRetries = 0;
    int m_attempts = 0;     //!< to get the version
    int m_rounds = 0;       //!< of learning
    int m_versionsOwed = 0; //!< that may still come, because it was asked for several times
    QElapsedTimer m_owedSince;
    QTimer m_clock; //!< of the answer that is waited for, or of the next attempt
    QTimer m_idle;
    QString
        m_strangeNode; //!< the device file whose device is no motor board; not opened again while it stays
    QString m_lastStrangeLine;
    std::optional<Fault> m_lost; //!< since a board was unplugged
};

} // namespace Holdfast
