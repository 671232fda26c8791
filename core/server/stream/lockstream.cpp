// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/lockstream.h"

#include <QDateTime>

#include <utility>

namespace Holdfast {

namespace {

constexpr qint64 s_mostLockStatesOnTheirWay = 16 * 1024;
// A large buffer would hold outdated states for a slow client.
constexpr int s_networkBuffer = 64 * 1024;

} // namespace

LockStream::LockStream(LockHub &hub, const QByteArray &known)
    : EventSource(s_mostLockStatesOnTheirWay, heartbeat)
    , m_known(known)
{
    connect(&hub, &LockHub::changed, this, &LockStream::put);
    connect(&hub, &LockHub::refused, this, &LockStream::putRefusals);
    put(hub.watch());
}

void LockStream::put(const LockStatePtr &state)
{
    if (state->id == m_known)
        return;
    m_known = state->id;
    if (m_waiting)
        ++m_skipped;
    m_waiting = state;
    trySend();
}

void LockStream::putRefusals(const QByteArray &events)
{
    // Only the latest refusals are kept.
    m_refusals = events;
    trySend();
}

void LockStream::begun()
{
    limitNetworkBuffer(s_networkBuffer);
    write("retry: " + QByteArray::number(qint64(retry.count())) + "\n\n");
}

void LockStream::send()
{
    if (m_waiting) {
        if (m_skipped > 0)
            write(serverSentEvent({}, "skipped", QByteArray::number(m_skipped)));
        write(m_waiting->event);
        m_waiting.reset();
        m_skipped = 0;
    }
    if (!m_refusals.isEmpty())
        write(std::exchange(m_refusals, {}));
}

QByteArray LockStream::signOfLife() const
{
    const QByteArray now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    return serverSentEvent({}, "alive", '"' + now + '"');
}

} // namespace Holdfast
