// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/sangaboard/firmware.h"
#include "tests/sangaboard/recording.h"

#include <condition_variable>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <random>
#include <thread>

namespace SimulatedSangaboard {

//! What goes wrong with one command, or its reply.
enum class FaultKind {
    Late,          //!< the reply comes after `delay`, and with it all later ones
    Dropped,       //!< the command has its effect, but no reply arrives
    Ignored,       //!< the command never arrives
    Split,         //!< the reply arrives byte by byte
    Garbage,       //!< a line of garbage arrives before the reply
    Unsolicited,   //!< the line `text` arrives before the reply, as from an end stop
    NotRecognised, //!< the board answers that it does not know the command, and does nothing
    Reset,         //!< the board restarts when it gets the command
    Unplugged,     //!< the cable is pulled when the command arrives; plugIn() ends that
};

//! \brief A fault that meets the next command that begins with `command`.
struct Fault
{
    FaultKind kind = FaultKind::Dropped;
    std::string command {}; //!< empty: any
    std::chrono::milliseconds delay {0};
    std::string text {"Endstop hit:+x"};
};

//! \brief Faults that meet commands at random.
struct RandomFaults
{
    double probability = 0; //!< of each command, from 0 to 1
    std::uint32_t seed = 1;
    std::vector<FaultKind> kinds {};
    std::chrono::milliseconds longestDelay {0};    //!< of Late
    std::chrono::milliseconds pluggedInAfter {50}; //!< after Unplugged
};

//! \brief A line on the wire, or an event of the simulation.
struct LogEntry
{
    enum class Kind { Received, Sent, Event };

    Clock::time_point at; //!< when its last byte came, or its first one went
    Kind kind;
    std::string text; //!< without the end of the line
};

struct SimulatorOptions
{
    FirmwareOptions firmware {};
    //! A symbolic link to the port, which stays the same when the board is plugged in again. Empty: none.
    std::string link {};
    //! Real time from a reset to the banner.
    std::chrono::milliseconds bootTime {5};
    //! From a command to its reply; divided by the time scale.
    std::chrono::microseconds latency {3000};
    bool resetsWhenOpened = false; //!< as an Arduino Nano does
    bool isMute = false;           //!< its greeting never arrives
    //! Answers as in this recording instead of as the firmware would.
    std::optional<Recording> replay {};
};

//! \brief A Sangaboard at a pseudo-terminal, in a thread of its own. Thread-safe.
class Simulator
{
public:
    //! Plugs the board in. Throws std::system_error when there is no pseudo-terminal.
    explicit Simulator(SimulatorOptions options = {});
    //! Unplugs it.
    ~Simulator();
    Simulator(const Simulator &) = delete;
    Simulator &operator=(const Simulator &) = delete;

    //! Returns the path to open: the link, if there is one. Empty while the board is unplugged and has no link.
    std::string path() const;

    //! Returns what the board has counted.
    Steps position() const;
    bool isMoving() const;
    //! Returns where the stage really is, as seen from its zero: see makeTruth().
    Steps truth() const;
    //! Says that the stage is at \a position, as an operator who looks at it.
    void makeTruth(const Steps &position);
    Steps stored() const;
    double led() const;
    bool isPlugged() const;
    //! Says whether a program has opened the port.
    bool isOpen() const;

    //! Lets something go wrong; may be called several times in advance.
    void inject(const Fault &fault);
    void injectAtRandom(const RandomFaults &faults);
    //! Returns how many faults were met, random ones included.
    int faultsMet() const;

    //! Sends a line at once.
    void say(const std::string &line);
    //! Sends bytes at once, as they are.
    void sendRaw(const std::string &bytes);
    //! Restarts the board.
    void reset();
    //! Lets the board read, but neither act nor answer.
    void setSilent(bool silent);
    //! Pulls the cable: the port is gone. The board keeps its memory.
    void unplug();
    //! Plugs the board in, at a new port.
    void plugIn();
    //! Turns the motors by hand, or by another program.
    void setStored(const Steps &position);

    std::vector<LogEntry> log() const;
    //! Returns the commands among the log, in their order.
    std::vector<std::string> received() const;
    //! Returns the command that did not fit the recording; empty: all did.
    std::string divergence() const;

    //! Waits until the log has a received command that begins with \a command, after the first \a skip entries of the
    //! log. Returns false after \a limit.
    bool waitForCommand(const std::string &command, std::chrono::milliseconds limit,
                        std::size_t skip = 0) const;

private:
    struct Output
    {
        Clock::time_point due;
        std::string bytes;
    };

    void work();
    void open();
    void closeMaster();
    void startBoard(Clock::time_point now);
    void readAll(Clock::time_point now);
    void meet(const std::pair<unsigned, std::string> &command, Clock::time_point now);
    void send(const Reply &reply, Clock::time_point now);
    void queue(const std::string &bytes, Clock::time_point due);
    void writeDue(Clock::time_point now);
    void wake() const;
    void note(LogEntry::Kind kind, std::string text, Clock::time_point at);
    void answerFromRecording(const std::string &command, Clock::time_point now);
    std::optional<Fault> faultFor(const std::string &command);

    const SimulatorOptions m_options;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_logged;
    Firmware m_firmware;
    Recording::Player m_player;
    int m_master = -1;
    int m_wakeUp = -1;
    std::string m_port;
    bool m_isOpen = false;
    bool m_isSilent = false;
    bool m_isEnding = false;
    std::optional<Clock::time_point> m_bootedAt; //!< while the board starts
    std::optional<Clock::time_point> m_plugInAt;
    std::string m_partialInput; //!< while a recording is replayed
    std::deque<Output> m_output;
    Clock::time_point m_lastDue;
    std::list<Fault> m_faults;
    std::map<unsigned, Fault> m_met; //!< the faults of the replies to come, by the command
    std::optional<RandomFaults> m_random;
    std::mt19937 m_generator;
    int m_faultsMet = 0;
    std::string m_divergence;
    Steps m_zero {}; //!< the place that is zero, by what the motors have turned
    std::vector<LogEntry> m_log;
    std::thread m_thread;
};

} // namespace SimulatedSangaboard
