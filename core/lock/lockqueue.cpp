// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/lockqueue.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

void LockQueue::append(LockQueueEntry entry)
{
    m_entries.push_back(std::move(entry));
}

std::optional<LockQueueEntry> LockQueue::takeNext()
{
    if (m_entries.empty())
        return {};
    std::optional<LockQueueEntry> next(std::move(m_entries.front()));
    m_entries.pop_front();
    return next;
}

std::optional<LockQueueEntry> LockQueue::take(quint64 id)
{
    const auto place = std::find_if(m_entries.begin(), m_entries.end(),
                                    [id](const LockQueueEntry &entry) { return entry.id == id; });
    if (place == m_entries.end())
        return {};
    std::optional<LockQueueEntry> entry(std::move(*place));
    m_entries.erase(place);
    return entry;
}

std::list<LockQueueEntry> LockQueue::takeAll()
{
    return std::exchange(m_entries, {});
}

int LockQueue::position(quint64 id) const
{
    int position = 0;
    for (const LockQueueEntry &entry : m_entries) {
        ++position;
        if (entry.id == id)
            return position;
    }
    return 0;
}

} // namespace Holdfast
