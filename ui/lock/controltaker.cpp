// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/controltaker.h"

#include <tuple>

namespace Holdfast {

ControlTaker::ControlTaker(const Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

ControlTaker::~ControlTaker()
{
    if (m_waiting)
        m_waiting->withdraw();
    std::ignore = m_session.lock().giveControlBack();
}

void ControlTaker::take()
{
    if (m_waiting)
        return;
    m_isUnwanted = false;
    Reply<void> reply = m_session.lock().takeControl();
    m_waiting = reply;
    Q_EMIT changed();
    reply.then(this, [this](const Result<void> &taken) { finish(taken); });
}

void ControlTaker::letGo()
{
    if (m_waiting) {
        m_isUnwanted = true;
        m_waiting->withdraw();
        return;
    }
    // Where somebody else ended it just now there is nothing left to give.
    std::ignore = m_session.lock().giveControlBack();
    Q_EMIT changed();
}

void ControlTaker::finish(const Result<void> &taken)
{
    m_waiting.reset();
    if (m_isUnwanted)
        std::ignore = m_session.lock().giveControlBack();
    else if (!taken)
        Q_EMIT failed(taken.error().message());
    Q_EMIT changed();
}

} // namespace Holdfast
