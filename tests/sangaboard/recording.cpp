// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/sangaboard/recording.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace SimulatedSangaboard {

namespace {

std::string unescaped(const std::string &text, int line)
{
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            bytes += text[i];
            continue;
        }
        const char kind = i + 1 < text.size() ? text[++i] : ' ';
        if (kind == 'n') {
            bytes += '\n';
        } else if (kind == 'r') {
            bytes += '\r';
        } else if (kind == 't') {
            bytes += '\t';
        } else if (kind == '\\') {
            bytes += '\\';
        } else if (kind == 'x' && i + 2 < text.size()) {
            bytes += char(std::strtol(text.substr(i + 1, 2).c_str(), nullptr, 16));
            i += 2;
        } else {
            throw std::runtime_error("line " + std::to_string(line)
                                     + ": a backslash stands before neither n, r, t, x nor another "
                                       "backslash");
        }
    }
    return bytes;
}

} // namespace

Recording Recording::read(const std::string &file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw std::runtime_error("The file " + file + " cannot be read.");
    std::ostringstream text;
    text << stream.rdbuf();
    try {
        return parse(text.str());
    } catch (const std::runtime_error &error) {
        throw std::runtime_error("The file " + file + " is no serial log: " + error.what() + '.');
    }
}

Recording Recording::parse(const std::string &text)
{
    Recording recording;
    std::istringstream lines(text);
    std::string line;
    std::string partial;
    double asked = 0;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (line.empty())
            continue;
        char *end = nullptr;
        const double seconds = std::strtod(line.c_str(), &end);
        const std::string rest(end);
        if (end == line.c_str() || rest.size() < 3 || rest[0] != ' ' || rest[2] != ' ')
            throw std::runtime_error("line " + std::to_string(number)
                                     + ": a time, a sign and a text are wanted");
        const std::string bytes = unescaped(rest.substr(3), number);
        switch (rest[1]) {
        case '>':
            for (const char c : bytes) {
                if (c != '\n') {
                    partial += c;
                    continue;
                }
                recording.m_exchanges.push_back({partial, {}});
                partial.clear();
                asked = seconds;
            }
            break;
        case '<':
            if (recording.m_exchanges.empty()) {
                recording.m_greeting += bytes;
            } else {
                recording.m_exchanges.back().answers.push_back(
                    {std::chrono::microseconds(std::llround((seconds - asked) * 1e6)), bytes});
            }
            break;
        case '=':
            break;
        default:
            throw std::runtime_error("line " + std::to_string(number)
                                     + ": the sign is none of >, < and =");
        }
    }
    // The program that was recorded has ended before these could be answered.
    while (!recording.m_exchanges.empty() && recording.m_exchanges.back().answers.empty())
        recording.m_exchanges.pop_back();
    return recording;
}

std::optional<std::vector<Recording::Answer>> Recording::Player::play(const Recording &recording,
                                                                      const std::string &command)
{
    const auto &exchanges = recording.exchanges();
    const bool isQuery = command.ends_with('?');
    std::size_t i = isQuery ? std::max(m_segment, m_used[command]) : m_segment;
    for (; i < exchanges.size(); ++i) {
        if (exchanges[i].command == command) {
            (isQuery ? m_used[command] : m_segment) = i + 1;
            m_latest[command] = exchanges[i].answers;
            return exchanges[i].answers;
        }
        if (!exchanges[i].command.ends_with('?'))
            break; // it must not be left out
    }
    const auto latest = m_latest.find(command);
    if (isQuery && latest != m_latest.end())
        return latest->second;
    return std::nullopt;
}

} // namespace SimulatedSangaboard
