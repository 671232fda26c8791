// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/notification.h"

#include <deque>

namespace Holdfast {

//! \brief What one client is still to be told. When that is too much, it loses the oldest of a
//! topic, and learns with the next of it how many were lost.
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
    //! The oldest one; there must be one.
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
