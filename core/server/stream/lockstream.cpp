// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/lockstream.h"

#include "core/server/stream/eventstream.h"

#include <QDateTime>

namespace Holdfast {

namespace {

constexpr qint64 s_mostLockStatesOnTheirWay = 16 * 1024;
// A large buffer would hold outdated states for a slow client.
constexpr int s_networkBuffer = 64 * 1024;

} // namespace

LockStream::LockStream(LockHub &hub, const QByteArray &known)
    : m_known(known)
{
    connect(&hub, &LockHub::changed, this, &LockStream::put);
    connect(&hub, &LockHub::refused, this, &LockStream::putRefusals);
    connect(&m_heart, &QTimer::timeout, this, &LockStream::beAlive);
    put(hub.watch());
}

Response LockStream::head() const
{
    return {
        200, "text/event-stream", {{"cache-control", "no-store"}, {"x-accel-buffering", "no"}}, {}};
}

void LockStream::put(const LockStatePtr &state)
{
    if (state->id == m_known)
        return;
    m_known = state->id;
    if (m_waiting)
        ++m_skipped;
    m_waiting = state;
    if (isActive())
        drained();
}

void LockStream::putRefusals(const QByteArray &events)
{
    // Only the latest refusals are kept.
    m_refusals = events;
    if (isActive())
        drained();
}

void LockStream::drained()
{
    if (!m_hasBegun) {
        m_hasBegun = true;
        limitNetworkBuffer(s_networkBuffer);
        write("retry: " + QByteArray::number(qint64(retry.count())) + "\n\n");
        m_heart.start(heartbeat);
    }
    if (backlog() >= s_mostLockStatesOnTheirWay)
        return;
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

void LockStream::beAlive()
{
    if (backlog() == 0)
        write(serverSentEvent(
            {}, "alive",
            '"' + QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + '"'));
}

} // namespace Holdfast
