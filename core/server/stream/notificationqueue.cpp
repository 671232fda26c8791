// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/notificationqueue.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

void NotificationQueue::put(const NotificationPtr &notification)
{
    const Topic &topic = notification->topic;
    if (m_counts.value(topic).waiting >= mostOfATopic)
        lose(std::find_if(m_waiting.begin(), m_waiting.end(),
                          [&topic](const auto &waiting) { return waiting->topic == topic; }));
    else if (m_waiting.size() >= mostOfAll)
        lose(m_waiting.begin());
    ++m_counts[topic].waiting;
    m_waiting.push_back(notification);
}

NotificationQueue::Entry NotificationQueue::take()
{
    NotificationPtr first = m_waiting.front();
    m_waiting.pop_front();
    Count &count = m_counts[first->topic];
    --count.waiting;
    const quint64 lost = std::exchange(count.lost, 0) + first->lost;
    return {std::move(first), lost};
}

void NotificationQueue::lose(Waiting::iterator one)
{
    Count &count = m_counts[(*one)->topic];
    --count.waiting;
    count.lost += 1 + (*one)->lost;
    m_waiting.erase(one);
}

} // namespace Holdfast
