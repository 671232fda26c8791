// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gate/turns.h"

#include <QDeadlineTimer>

#include <chrono>
#include <utility>

namespace Holdfast {

namespace {

constexpr std::chrono::milliseconds s_servedAtOnce {4};

} // namespace

void Turns::lineUp(TurnTaker &who)
{
    if (std::exchange(who.m_isQueued, true))
        return;
    m_line.push_back(&who);
    serveSoon();
}

void Turns::leave(TurnTaker &who)
{
    if (std::exchange(who.m_isQueued, false))
        std::erase(m_line, &who);
}

void Turns::serveSoon()
{
    // An event is posted instead of a timer: the event loop looks at its sockets before the next
    // one.
    if (!m_line.empty() && !std::exchange(m_isDue, true))
        QMetaObject::invokeMethod(this, &Turns::serve, Qt::QueuedConnection);
}

void Turns::serve()
{
    const QDeadlineTimer deadline(s_servedAtOnce, Qt::PreciseTimer);
    while (!m_line.empty() && !deadline.hasExpired()) {
        TurnTaker *next = m_line.front();
        m_line.pop_front();
        next->m_isQueued = false;
        next->takeTurn();
    }
    m_isDue = false;
    serveSoon();
}

} // namespace Holdfast
