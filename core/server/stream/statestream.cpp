// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/statestream.h"

#include <QDateTime>

#include <utility>

namespace Holdfast {

namespace {

constexpr qint64 s_mostStatesOnTheirWay = 16 * 1024;
// A large buffer would hold outdated states for a slow client.
constexpr int s_networkBuffer = 64 * 1024;

} // namespace

StateStream::StateStream(const QByteArray &known)
    : EventSource(s_mostStatesOnTheirWay, heartbeat)
    , m_known(known)
{
}

void StateStream::put(const ServedStatePtr &state)
{
    if (state->id == m_known)
        return;
    m_known = state->id;
    if (m_waiting)
        ++m_skipped;
    m_waiting = state;
    trySend();
}

void StateStream::begun()
{
    limitNetworkBuffer(s_networkBuffer);
    write("retry: " + QByteArray::number(qint64(retry.count())) + "\n\n");
}

void StateStream::send()
{
    if (!m_waiting)
        return;
    if (m_skipped > 0)
        write(serverSentEvent({}, "skipped", QByteArray::number(m_skipped)));
    write(m_waiting->event);
    m_waiting.reset();
    m_skipped = 0;
}

QByteArray StateStream::signOfLife() const
{
    const QByteArray now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    return serverSentEvent({}, "alive", '"' + now + '"');
}

} // namespace Holdfast
