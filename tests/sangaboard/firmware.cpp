// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/sangaboard/firmware.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace SimulatedSangaboard {

namespace {

constexpr std::size_t inputLimit = 63; // characters; a longer line is split
constexpr std::chrono::seconds fragmentPatience {1};
constexpr auto theEnd = "--END--";
constexpr auto helpHint = "Type 'help' for a list of commands.";

// As Arduino's toInt(): what is no number is 0.
int toInt(std::string_view text)
{
    return int(std::strtol(std::string(text).c_str(), nullptr, 10));
}

double toDouble(std::string_view text)
{
    return std::strtod(std::string(text).c_str(), nullptr);
}

std::vector<std::string> words(std::string_view text)
{
    std::vector<std::string> found;
    std::string word;
    for (const char c : text) {
        if (c != ' ') {
            word += c;
        } else if (!word.empty()) {
            found.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty())
        found.push_back(std::move(word));
    return found;
}

Steps threeSteps(std::string_view text)
{
    const auto given = words(text);
    Steps steps {};
    for (std::size_t i = 0; i < std::min(given.size(), steps.size()); ++i)
        steps[i] = toInt(given[i]);
    return steps;
}

std::string toText(const Steps &steps)
{
    return std::to_string(steps[0]) + ' ' + std::to_string(steps[1]) + ' '
           + std::to_string(steps[2]);
}

std::string toText(double value)
{
    std::array<char, 64> text {};
    (void)std::snprintf(text.data(), text.size(), "%.4f", value);
    return text.data();
}

bool takes(std::vector<unsigned> &numbers, unsigned number)
{
    const auto found = std::find(numbers.begin(), numbers.end(), number);
    if (found == numbers.end())
        return false;
    numbers.erase(found);
    return true;
}

// The current of the LED has 32 steps; what is read back is never above what was set.
double quantised(double value)
{
    return std::floor(std::clamp(value, 0.0, 1.0) * 32) / 32;
}

int longest(const Steps &way)
{
    int steps = 0;
    for (const int each : way)
        steps = std::max(steps, std::abs(each));
    return steps;
}

} // namespace

Firmware::Firmware(const FirmwareOptions &options)
    : m_options(options)
    , m_stored(options.stored)
    , m_position(options.stored)
    , m_stepDelay(options.stepDelay)
    , m_rampTime(options.rampTime)
{
}

std::string Firmware::start(Clock::time_point now)
{
    count(m_stored, now);
    m_move.reset();
    m_blocking = true;
    m_notify = false;
    m_testMode = false;
    m_led = 0;
    m_pwm = {};
    m_line.clear();
    m_waiting.clear();
    m_ignored.clear();
    m_misunderstood.clear();
    m_lastByte = now;
    return isV1() ? "Sangaboard Firmware v1.0.4" : "OpenFlexure Motor Board v0.4";
}

std::vector<std::pair<unsigned, std::string>> Firmware::receive(std::string_view bytes,
                                                                Clock::time_point now)
{
    std::vector<std::pair<unsigned, std::string>> found;
    const auto complete = [this, &found] {
        m_waiting.push_back({++m_commands, m_line});
        found.emplace_back(m_commands, m_line);
        m_line.clear();
    };
    for (const char c : bytes) {
        m_lastByte = now;
        if (c == '\n') {
            complete();
            continue;
        }
        m_line += c;
        if (m_line.size() == inputLimit)
            complete();
    }
    return found;
}

std::vector<Reply> Firmware::advance(Clock::time_point now)
{
    std::vector<Reply> replies;
    for (;;) {
        if (m_move && now >= m_move->begin + m_move->duration)
            endMove(replies, now);
        if (m_move && m_move->blocks)
            break; // it does nothing else meanwhile
        if (m_waiting.empty() && !m_line.empty()
            && now - m_lastByte
                   >= std::chrono::duration<double>(fragmentPatience) / m_options.timeScale) {
            m_waiting.push_back({++m_commands, m_line});
            m_line.clear();
        }
        if (m_waiting.empty())
            break;
        const Command command = m_waiting.front();
        m_waiting.pop_front();
        if (takes(m_ignored, command.number))
            continue;
        run(command, now, replies);
    }
    return replies;
}

std::optional<Clock::time_point> Firmware::nextEvent() const
{
    if (m_move && (m_move->blocks || m_notify || m_waiting.empty()))
        return m_move->begin + m_move->duration;
    if (!m_line.empty()) {
        return m_lastByte
               + std::chrono::duration_cast<Clock::duration>(
                   std::chrono::duration<double>(fragmentPatience) / m_options.timeScale);
    }
    return std::nullopt;
}

Steps Firmware::position(Clock::time_point now) const
{
    if (!m_move)
        return m_position;
    const int steps = longest(m_move->way);
    if (steps == 0)
        return m_position;
    // Step number k, from 0, is made at (k + 0.5) times the duration of a step.
    const double perStep = std::chrono::duration<double>(m_move->duration).count() / steps;
    const double elapsed = std::chrono::duration<double>(now - m_move->begin).count();
    const double made = std::clamp(std::floor(elapsed / perStep + 0.5), 0.0, double(steps));
    Steps here = m_move->from;
    for (std::size_t axis = 0; axis < here.size(); ++axis)
        here[axis] += int(std::lround(m_move->way[axis] * made / steps));
    return here;
}

Steps Firmware::turned(Clock::time_point now) const
{
    Steps here = position(now);
    for (std::size_t axis = 0; axis < here.size(); ++axis)
        here[axis] += m_shift[axis];
    return here;
}

// Sets the counter, without turning the motors.
void Firmware::count(const Steps &steps, Clock::time_point now)
{
    const Steps here = turned(now);
    m_move.reset();
    m_position = steps;
    for (std::size_t axis = 0; axis < here.size(); ++axis)
        m_shift[axis] = here[axis] - steps[axis];
}

void Firmware::setStored(const Steps &position)
{
    m_stored = position;
    if (!m_move)
        m_position = position;
}

bool Firmware::isMoving(Clock::time_point now) const
{
    return m_move && now < m_move->begin + m_move->duration;
}

void Firmware::endMove(std::vector<Reply> &replies, Clock::time_point now)
{
    m_position = position(now);
    const Move move = *m_move;
    m_move.reset();
    if (!isV1())
        m_stored = m_position;
    if (move.blocks)
        replies.push_back({move.command, move.reply});
    if (m_notify) {
        m_notify = false;
        replies.push_back({m_notifyCommand, "stopped"});
    }
}

Clock::duration Firmware::durationOf(const Steps &way) const
{
    const double microseconds =
        double(longest(way)) * m_stepDelay + (longest(way) > 0 ? m_rampTime : 0);
    return std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double, std::micro>(microseconds / m_options.timeScale));
}

void Firmware::move(const Command &command, const Steps &way, Clock::time_point now, bool blocks,
                    std::string reply)
{
    m_position = position(now); // a move that is under way is replaced
    m_move = Move {m_position, way, now, durationOf(way), command.number, blocks, std::move(reply)};
}

std::string Firmware::endReply(const char *usual) const
{
    switch (m_options.moveReply) {
    case MoveReply::Done:
        return "done";
    case MoveReply::DoneWithFullStop:
        return "done.";
    case MoveReply::Stopped:
        return "stopped";
    case MoveReply::Usual:
        break;
    }
    return usual;
}

std::string Firmware::rampText() const
{
    const bool underscore = isV1() && m_options.spelling == Spelling::Plain;
    return (underscore ? "ramp_time " : "ramp time ") + std::to_string(m_rampTime);
}

void Firmware::run(const Command &command, Clock::time_point now, std::vector<Reply> &replies)
{
    Command plain = command;
    while (!plain.text.empty() && plain.text.back() == '\r')
        plain.text.pop_back();
    if (takes(m_misunderstood, command.number)) {
        replies.push_back(
            {command.number,
             isV1() ? "Command not recognised: '" + plain.text + "', " + helpHint : helpHint});
        return;
    }
    if (isV1())
        runV1(plain, now, replies);
    else
        runV0(plain, now, replies);
}

void Firmware::runV0(const Command &command, Clock::time_point now, std::vector<Reply> &replies)
{
    const std::string_view text = command.text;
    const auto say = [&](std::string line) {
        replies.push_back({command.number, std::move(line)});
    };
    const auto is = [text](std::string_view start) { return text.starts_with(start); };
    const auto after = [text](std::string_view start) { return text.substr(start.size()); };
    const auto axisOf = [](char letter) { return std::size_t(letter - 'x'); };

    if (text.empty())
        return;
    if (is("mrx ") || is("mry ") || is("mrz ")) {
        Steps way {};
        way[axisOf(text[2])] = toInt(text.substr(4));
        move(command, way, now, true, endReply("done"));
        return;
    }
    for (const std::string_view start : {"mr ", "move_rel "}) {
        if (is(start)) {
            if (words(after(start)).size() < 3)
                say("Error: command is mr <int> <int> <int>");
            move(command, threeSteps(after(start)), now, true, endReply("done."));
            return;
        }
    }
    for (const std::string_view start : {"dt ", "min_step_delay "}) {
        if (is(start)) {
            m_stepDelay = std::max(1, toInt(after(start)));
            say("done.");
            return;
        }
    }
    if (is("p?") || is("position?")) {
        say(toText(m_position));
    } else if (is("release")) {
        say("motors released");
    } else if (is("dt?") || is("min_step_delay?")) {
        say("minimum step delay " + std::to_string(m_stepDelay));
    } else if (is("ramp_time?")) {
        say(rampText());
    } else if (is("ramp_time ")) {
        m_rampTime = std::max(0, toInt(after("ramp_time ")));
        say("done.");
    } else if (is("zero")) {
        m_stored = {};
        count({}, now);
        say("position reset to 0 0 0");
    } else if (is("version")) {
        say("OpenFlexure Motor Board v0.4");
    } else if (is("list_modules")) {
        say(theEnd);
    } else if (is("test_mode ")) {
        m_testMode = after("test_mode ") == "on";
        say(m_testMode ? "test_mode on" : "test_mode off");
    } else if (is("help")) {
        say("");
        say("Commands of a simulated OpenFlexure Motor Board: mrx, mry, mrz, mr, p?, dt, "
            "ramp_time, release, zero, version, "
            "list_modules, help");
        say(theEnd);
    } else {
        say(helpHint);
    }
}

void Firmware::runV1(const Command &command, Clock::time_point now, std::vector<Reply> &replies)
{
    std::string_view text = command.text;
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const auto say = [&](std::string line) {
        replies.push_back({command.number, std::move(line)});
    };
    const auto is = [text](std::string_view start) { return text.starts_with(start); };
    const auto asks = [text](std::string_view start) {
        return text.substr(start.size()).starts_with('?');
    };
    const auto after = [text](std::string_view start) { return text.substr(start.size()); };
    const auto moveBy = [&](const Steps &way) {
        move(command, way, now, m_blocking, endReply("stopped"));
        if (!m_blocking)
            say("done.");
    };
    const bool colons = m_options.spelling == Spelling::Colon;

    // The first that matches wins, in this order.
    if (is("version")) {
        say("Sangaboard Firmware v1.0.4");
    } else if (is("list_modules")) {
        say(colons ? "Stage: default" : "Stage");
        if (m_options.hasLeds)
            say(colons ? "Illumination: default" : "Illumination");
        say(theEnd);
    } else if (is("help")) {
        say("Commands of a simulated Sangaboard: mr, p, stop, moving?, notify_on_stop, "
            "blocking_moves, dt, ramp_time, zero, "
            "release, version, list_modules, board, n_motors?, led_channels?, led_cc, led_pwm, "
            "led_frequency");
        say(theEnd);
    } else if (is("mrx") || is("mry") || is("mrz")) {
        Steps way {};
        way[std::size_t(text[2] - 'x')] = toInt(text.substr(3));
        moveBy(way);
    } else if (is("mr")) {
        moveBy(threeSteps(after("mr")));
    } else if (is("release")) {
        say("done");
    } else if (is("p")) {
        say(toText(position(now)));
    } else if (is("ramp_time")) {
        if (asks("ramp_time")) {
            say(rampText());
        } else {
            m_rampTime = std::max(0, toInt(after("ramp_time")));
            say("done.");
        }
    } else if (is("min_step_delay") || is("dt")) {
        const std::string_view start = is("dt") ? "dt" : "min_step_delay";
        if (asks(start)) {
            say("minimum step delay " + std::to_string(m_stepDelay));
        } else {
            m_stepDelay = std::max(1, toInt(after(start)));
            say("done.");
        }
    } else if (is("zero")) {
        m_stored = {};
        count({}, now);
        say("position reset to 0 0 0");
    } else if (is("stop")) {
        m_position = position(now);
        m_move.reset(); // a notification that is owed comes after the next move instead
        say("Move aborted");
    } else if (is("moving")) {
        say(isMoving(now) ? "true" : "false");
    } else if (is("notify_on_stop")) {
        if (isMoving(now)) {
            m_notify = true;
            m_notifyCommand = command.number;
        } else {
            say("Error: stage is not moving");
        }
    } else if (is("blocking_moves")) {
        if (asks("blocking_moves")) {
            say(m_blocking ? "blocking_moves true" : "blocking_moves false");
        } else {
            m_blocking = text.find("true") != std::string_view::npos;
            say("done.");
        }
    } else if (is("board")) {
        say("Sangaboard v0.5.5");
    } else if (is("n_motors?")) {
        say("n_motors 3");
    } else if (m_options.hasLeds && is("led_channels?")) {
        say("CC:1 PWM:2");
    } else if (m_options.hasLeds && is("led_cc")) {
        if (!asks("led_cc"))
            m_led = quantised(toDouble(after("led_cc")));
        say("CC LED:" + toText(m_led));
    } else if (m_options.hasLeds && is("led_pwm")) {
        const auto given = words(after("led_pwm"));
        if (!asks("led_pwm") && given.size() == 2 && toInt(given[0]) >= 0
            && toInt(given[0]) < int(m_pwm.size()))
            m_pwm[std::size_t(toInt(given[0]))] = std::clamp(toDouble(given[1]), 0.0, 1.0);
        say("PWM:" + toText(m_pwm[0]) + ';' + toText(m_pwm[1]) + ';');
    } else if (m_options.hasLeds && is("led_frequency")) {
        if (!asks("led_frequency"))
            m_ledFrequency = std::clamp(toInt(after("led_frequency")), 1, 1'000'000);
        say("PWM Frequency:" + std::to_string(m_ledFrequency) + "Hz");
    } else {
        say("Command not recognised: '" + std::string(text) + "', " + helpHint);
    }
}

} // namespace SimulatedSangaboard
