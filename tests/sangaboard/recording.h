// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace SimulatedSangaboard {

//! \brief What a serial log of Holdfast has recorded: each line of the file is a time in seconds, a sign, and a text.
//! The sign is `>` for bytes to the board, `<` for bytes from it, and `=` for a remark. In the text `\n`, `\r`, `\t`, `\\` and
//! `\xHH` stand for single bytes.
class Recording
{
public:
    struct Answer
    {
        std::chrono::microseconds delay {0}; //!< since the command
        std::string bytes {};
    };
    struct Exchange
    {
        std::string command {}; //!< without the end of the line
        std::vector<Answer> answers {};
    };

    //! Reads a file. Throws std::runtime_error, which names the line, for one that is no serial log.
    static Recording read(const std::string &file);
    //! Reads the text of a file.
    static Recording parse(const std::string &text);

    //! Returns the bytes that came before the first command.
    const std::string &greeting() const { return m_greeting; }
    const std::vector<Exchange> &exchanges() const { return m_exchanges; }

    //! \brief Finds the recorded answers to commands, in their order.
    //!
    //! A program does not repeat its queries as often as in the recording. So queries ("p?") may be left out, and one that is
    //! asked more often gets its last answer again. Any other command must be the next one.
    class Player
    {
    public:
        //! Returns the answers; none when the recording has no such command there.
        std::optional<std::vector<Answer>> play(const Recording &recording,
                                                const std::string &command);

    private:
        std::size_t m_segment =
            0; //!< where the exchanges after the last command begin that is no query
        std::map<std::string, std::size_t>
            m_used; //!< of each query: the one after the last that was played
        std::map<std::string, std::vector<Answer>> m_latest;
    };

private:
    std::string m_greeting;
    std::vector<Exchange> m_exchanges;
};

} // namespace SimulatedSangaboard
