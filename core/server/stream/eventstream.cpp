// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/eventstream.h"

#include <QDateTime>

namespace Holdfast {

namespace {

constexpr qint64 s_mostEventsOnTheirWay = 256 * 1024;

} // namespace

QByteArray serverSentEvent(const QByteArray &id, const QByteArray &event, const QByteArray &data)
{
    QByteArray text;
    if (!event.isEmpty())
        text += "event: " + event + '\n';
    if (!id.isEmpty())
        text += "id: " + id + '\n';
    return text + "data: " + data + "\n\n";
}

EventStream::EventStream(Naming naming)
    : m_naming(naming)
{
    connect(&m_heart, &QTimer::timeout, this, [this] {
        if (backlog() == 0)
            write(":\n\n");
    });
    m_heart.start(heartbeat);
}

Response EventStream::head() const
{
    return {200, "text/event-stream", {{"x-accel-buffering", "no"}}, {}};
}

void EventStream::observe(ObservationHub &hub, const Topic &topic, qint64 time)
{
    if (time > 0 && topic.kind == Topic::Kind::Event) {
        for (const NotificationPtr &missed : hub.since(topic, time))
            m_queue.put(topic, missed, missed->lost);
    }
    m_observations.push_back(
        hub.observe(topic, [this](const NotificationPtr &notification) { put(notification); }));
}

void EventStream::tellNow(const Topic &property, const QByteArray &json)
{
    if (m_isTold.value(property))
        return;
    put(std::make_shared<const Notification>(Notification {
        .topic = property, .json = json, .time = QDateTime::currentMSecsSinceEpoch() * 1000}));
}

void EventStream::put(const NotificationPtr &notification)
{
    m_isTold[notification->topic] = true;
    m_queue.put(notification->topic, notification, notification->lost);
    if (isActive())
        drained();
}

void EventStream::drained()
{
    while (!m_queue.isEmpty() && backlog() < s_mostEventsOnTheirWay) {
        const auto [topic, notification, lost] = m_queue.take();
        if (lost > 0)
            write(": " + QByteArray::number(lost) + " dropped\n");
        write(serverSentEvent(timeText(notification->time).toLatin1(),
                              m_naming == Naming::None ? QByteArray()
                                                       : notification->topic.name.toUtf8(),
                              notification->json));
    }
}

} // namespace Holdfast
