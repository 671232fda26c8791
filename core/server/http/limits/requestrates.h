// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>

#include <chrono>

namespace Holdfast {

//! \brief Limits how many requests a second a client may make. A client that has made none for a while may make those of two
//! seconds at once. Bounded: beyond mostClients that make requests at the same time, further ones share one count.
class RequestRates
{
public:
    using Clock = std::chrono::steady_clock;

    static constexpr qsizetype mostClients = 4096;

    //! Counts a request of the client with that key, at \a now. Returns false when it is one too many for \a perSecond.
    bool pass(const QByteArray &client, qint64 perSecond, Clock::time_point now = Clock::now());

    //! Returns the number of clients that are remembered.
    qsizetype clients() const { return m_full.size(); }

private:
    void tidy(Clock::time_point now);

    //! When the client may make all requests of two seconds again; each one moves it on.
    QHash<QByteArray, Clock::time_point> m_full;
    Clock::time_point m_tidied {};
};

} // namespace Holdfast
