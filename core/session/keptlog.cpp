// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/keptlog.h"

#include "core/session/invocation/runninginvocation.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

void KeptLog::add(KeptLine line)
{
    const RunningInvocation::Name running = RunningInvocation::current();
    line.invocation = running.id;
    line.action = running.action;
    const std::lock_guard lock(m_mutex);
    line.sequence = ++m_added;
    m_bytes += line.text.size();
    m_lines.push_back(std::move(line));
    while (m_lines.size() > mostLines || (m_bytes > mostBytes && m_lines.size() > 1)) {
        m_bytes -= m_lines.front().text.size();
        m_lines.pop_front();
    }
}

std::vector<KeptLine> KeptLog::latest(std::size_t most) const
{
    const std::lock_guard lock(m_mutex);
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, m_lines.size()));
    return {m_lines.rbegin(), m_lines.rbegin() + count};
}

QByteArray KeptLog::text() const
{
    const std::lock_guard lock(m_mutex);
    QByteArray all;
    all.reserve(m_bytes + qint64(m_lines.size()));
    for (const KeptLine &line : m_lines)
        all.append(line.text).append('\n');
    return all;
}

} // namespace Holdfast
