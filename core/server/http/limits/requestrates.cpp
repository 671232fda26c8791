// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/limits/requestrates.h"

#include <algorithm>

namespace Holdfast {

namespace {

constexpr std::chrono::seconds s_atOnce {2};
constexpr std::chrono::seconds s_tidyAgain {1};

} // namespace

bool RequestRates::pass(const QByteArray &client, qint64 perSecond, Clock::time_point now)
{
    if (m_full.size() >= mostClients)
        tidy(now);
    const bool hasRoom = m_full.size() < mostClients || m_full.contains(client);
    Clock::time_point &full = m_full[hasRoom ? client : QByteArrayLiteral("others")];
    const auto interval =
        std::chrono::duration_cast<Clock::duration>(std::chrono::seconds {1}) / perSecond;
    const Clock::time_point after = std::max(full, now) + interval;
    if (after - now > s_atOnce)
        return false;
    full = after;
    return true;
}

// Forgets the clients that have made no request for a while. That takes long, so it is not done for each request.
void RequestRates::tidy(Clock::time_point now)
{
    if (now - m_tidied < s_tidyAgain)
        return;
    m_tidied = now;
    m_full.removeIf([now](const std::pair<const QByteArray &, Clock::time_point &> &each) {
        return each.second <= now;
    });
}

} // namespace Holdfast
