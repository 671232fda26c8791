// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/eventsource.h"

namespace Holdfast {

QByteArray serverSentEvent(const QByteArray &id, const QByteArray &event, const QByteArray &data)
{
    QByteArray text;
    if (!event.isEmpty())
        text += "event: " + event + '\n';
    if (!id.isEmpty())
        text += "id: " + id + '\n';
    return text + "data: " + data + "\n\n";
}

bool EventSource::isWanted(const Request &request)
{
    return request.headers.lists("accept", "text/event-stream");
}

QByteArray EventSource::lastEventId(const Request &request)
{
    return request.headers.value("last-event-id").trimmed();
}

EventSource::EventSource(qint64 mostOnTheWay, std::chrono::milliseconds heartbeat)
    : m_mostOnTheWay(mostOnTheWay)
    , m_heartbeat(heartbeat)
{
    connect(&m_heart, &QTimer::timeout, this, [this] {
        if (backlog() == 0)
            write(signOfLife());
    });
}

Response EventSource::head() const
{
    return {200, "text/event-stream", {{"x-accel-buffering", "no"}}, {}};
}

void EventSource::trySend()
{
    if (hasRoom())
        send();
}

void EventSource::drained()
{
    if (!m_heart.isActive()) {
        m_heart.start(m_heartbeat);
        begun();
    }
    trySend();
}

} // namespace Holdfast
