// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QHostAddress>

#include <chrono>

namespace Holdfast {

//! \brief Decides how long the answer to a wrong token is delayed: longer with each one from the same address. A valid token is
//! never delayed. Bounded; used in the thread of the server.
class FailedAttempts
{
public:
    using Clock = std::chrono::steady_clock;

    static constexpr std::chrono::milliseconds firstDelay {250};
    static constexpr std::chrono::milliseconds longestDelay {8'000};
    static constexpr std::chrono::minutes forgottenAfter {10};
    static constexpr qsizetype mostAddresses = 1024;

    //! Notes a failed attempt from \a address at \a now, and returns the delay of its answer. The addresses of one IPv6 network
    //! of 64 bits, which are usually those of one computer, count as one.
    std::chrono::milliseconds note(const QHostAddress &address,
                                   Clock::time_point now = Clock::now());

    //! Returns the number of addresses that are remembered.
    qsizetype addresses() const { return m_entries.size(); }

private:
    struct Entry
    {
        int count = 0;
        Clock::time_point last {};
    };

    void makeRoom(Clock::time_point now);

    QHash<QByteArray, Entry> m_entries;
};

} // namespace Holdfast
