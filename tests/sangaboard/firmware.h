// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

//! A Sangaboard that exists only in the program, written from descriptions of its serial protocol. It shares no
//! code with Holdfast, so that a mistake in the driver is not repeated here.
namespace SimulatedSangaboard {

using Clock = std::chrono::steady_clock;
using Steps = std::array<int, 3>; //!< x, y, z

//! Which firmware the board has.
enum class Profile {
    V0_4,   //!< "OpenFlexure Motor Board v0.4": does nothing else while it moves, and has no stop
    V1_0_4, //!< "Sangaboard Firmware v1.0.4": moves in the background when it is told to
};

//! How a reply is spelt that differs between builds of the firmware.
enum class Spelling {
    Plain, //!< "Stage" and "ramp_time 0", as 1.0.4 was seen to answer
    Colon, //!< "Stage: default" and "ramp time 0", as PyPI's sangaboard reads them
};

//! The reply at the end of a move that blocks.
enum class MoveReply {
    Usual, //!< "done" or "done." with 0.4, "stopped" with 1.0.4
    Done,
    DoneWithFullStop,
    Stopped,
};

//! What a board has been built with, and what its memory holds when it is plugged in.
struct FirmwareOptions
{
    Profile profile = Profile::V1_0_4;
    Spelling spelling = Spelling::Plain;
    MoveReply moveReply = MoveReply::Usual;
    double timeScale = 1; //!< how many times faster than a real one it moves
    Steps stored {};      //!< the position in its memory
    int stepDelay = 1000; //!< microseconds
    int rampTime = 0;     //!< microseconds
    bool hasLeds = true;  //!< only with 1.0.4
};

//! A line that the board sends.
struct Reply
{
    unsigned command = 0; //!< the number of the command that it answers; 0: none
    std::string text;     //!< without its end
};

//! \brief The firmware: bytes in, lines out, and motors that take time. It knows no port, no thread and no
//! clock: each function is told the time, which must not go back.
class Firmware
{
public:
    explicit Firmware(const FirmwareOptions &options);

    //! Starts the board, as when it gets power or is reset: what it was doing is forgotten, its position is the one
    //! in its memory. Returns the banner.
    std::string start(Clock::time_point now);

    //! Takes bytes from the port. Returns the commands among them, each with its number.
    std::vector<std::pair<unsigned, std::string>> receive(std::string_view bytes,
                                                          Clock::time_point now);
    //! Lets the commands with these numbers have no effect and no reply, or the reply to an unknown command.
    void ignore(unsigned command) { m_ignored.push_back(command); }
    void misunderstand(unsigned command) { m_misunderstood.push_back(command); }

    //! Does what is due by \a now. Returns the lines to be sent, in their order.
    std::vector<Reply> advance(Clock::time_point now);
    //! Returns when advance() has something to do next, if no bytes come before.
    std::optional<Clock::time_point> nextEvent() const;

    //! Returns the counted position, also in mid-move.
    Steps position(Clock::time_point now) const;
    bool isMoving(Clock::time_point now) const;
    //! Returns where the stage really is: what the motors have turned, whatever the counter says.
    Steps turned(Clock::time_point now) const;
    Steps stored() const { return m_stored; }
    //! Changes the position in its memory, and the counted one unless it moves.
    void setStored(const Steps &position);
    double led() const { return m_led; }
    const FirmwareOptions &options() const { return m_options; }

private:
    struct Command
    {
        unsigned number;
        std::string text;
    };
    struct Move
    {
        Steps from;
        Steps way;
        Clock::time_point begin;
        Clock::duration duration;
        unsigned command;
        bool blocks;
        std::string reply; //!< at the end, when it blocks
    };

    void count(const Steps &steps, Clock::time_point now);
    bool isV1() const { return m_options.profile == Profile::V1_0_4; }
    void endMove(std::vector<Reply> &replies, Clock::time_point now);
    void run(const Command &command, Clock::time_point now, std::vector<Reply> &replies);
    void runV0(const Command &command, Clock::time_point now, std::vector<Reply> &replies);
    void runV1(const Command &command, Clock::time_point now, std::vector<Reply> &replies);
    void move(const Command &command, const Steps &way, Clock::time_point now, bool blocks,
              std::string reply);
    Clock::duration durationOf(const Steps &way) const;
    std::string endReply(const char *usual) const;
    std::string rampText() const;

    const FirmwareOptions m_options;
    Steps m_stored {};
    Steps m_shift {};    //!< from the counter to where the stage really is
    Steps m_position {}; //!< where the move began, while there is one
    int m_stepDelay;
    int m_rampTime;
    std::optional<Move> m_move;
    bool m_blocking = true;
    bool m_notify = false;
    unsigned m_notifyCommand = 0;
    bool m_testMode = false;
    double m_led = 0;
    std::array<double, 2> m_pwm {};
    int m_ledFrequency = 1000;
    unsigned m_commands = 0;
    std::string m_line;
    Clock::time_point m_lastByte;
    std::deque<Command> m_waiting;
    std::vector<unsigned> m_ignored;
    std::vector<unsigned> m_misunderstood;
};

} // namespace SimulatedSangaboard
