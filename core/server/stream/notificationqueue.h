// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/notification.h"

#include <deque>

namespace Holdfast {

//! \brief The notifications that one client has still to get. When there are too many, it loses the
//! oldest of a topic, and the next one of the topic says how many were lost.
class NotificationQueue
{
public:
    static constexpr int mostOfATopic = 64;
    static constexpr int mostOfAll = 1000;

    //! A notification, and how many of its topic were lost before it.
    struct Entry
    {
        NotificationPtr notification;
        quint64 lost = 0;
    };

    void put(const NotificationPtr &notification);
    bool isEmpty() const { return m_waiting.empty(); }
    //! Returns the oldest one; there must be one.
    Entry take();

private:
    struct Count
    {
        int waiting = 0;
        quint64 lost = 0;
    };
    using Waiting = std::deque<NotificationPtr>;
    void lose(Waiting::iterator one);

    Waiting m_waiting;
    QHash<Topic, Count> m_counts;
};

} // namespace Holdfast
