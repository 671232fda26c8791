// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/admission/failedattempts.h"

#include "core/server/http/limits/clientid.h"

#include <algorithm>

namespace Holdfast {

namespace {

constexpr int s_mostDoublings = 16; // the longest delay is reached long before

} // namespace

std::chrono::milliseconds FailedAttempts::note(const QHostAddress &address, Clock::time_point now)
{
    const QByteArray key = computerKey(address);
    if (!m_entries.contains(key) && m_entries.size() >= mostAddresses)
        makeRoom(now);
    Entry &entry = m_entries[key];
    if (entry.count > 0 && now - entry.last > forgottenAfter)
        entry.count = 0;
    entry.last = now;
    const int doublings = std::min(entry.count++, s_mostDoublings);
    return std::min<std::chrono::milliseconds>(firstDelay * (1 << doublings), longestDelay);
}

// Forgets the addresses without a recent attempt, and at least the one with the oldest.
void FailedAttempts::makeRoom(Clock::time_point now)
{
    m_entries.removeIf([now](const std::pair<const QByteArray &, Entry &> &each) {
        return now - each.second.last > forgottenAfter;
    });
    if (m_entries.size() < mostAddresses)
        return;
    const auto oldest =
        std::min_element(m_entries.cbegin(), m_entries.cend(),
                         [](const Entry &a, const Entry &b) { return a.last < b.last; });
    m_entries.erase(oldest);
}

} // namespace Holdfast
