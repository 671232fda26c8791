// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/eventstream.h"

#include <QDateTime>

namespace Holdfast {

namespace {

constexpr qint64 s_mostEventsOnTheirWay = 256 * 1024;

} // namespace

EventStream::EventStream(Naming naming)
    : EventSource(s_mostEventsOnTheirWay)
    , m_naming(naming)
{
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
    trySend();
}

void EventStream::send()
{
    while (!m_queue.isEmpty() && hasRoom()) {
        const auto [topic, notification, lost] = m_queue.take();
        if (lost > 0)
            write(": " + QByteArray::number(lost) + " dropped\n");
        write(serverSentEvent(timeText(notification->time).toLatin1(),
                              m_naming == Naming::None ? QByteArray()
                                                       : notification->topic.name.toUtf8(),
                              notification->json));
    }
}

void streamProperties(ObservationHub &hub, const Session &session, const QString &thing,
                      const QStringList &properties, EventStream::Naming naming,
                      const Responder &responder, const std::shared_ptr<const void> &share)
{
    auto stream = std::make_unique<EventStream>(naming);
    stream->keep(share);
    for (const QString &property : properties) {
        const Topic topic {Topic::Kind::Property, thing, property};
        stream->observe(hub, topic);
        session.read(thing, property)
            .then(stream.get(), [to = stream.get(), topic](const Result<Payload> &value) {
                if (value)
                    to->tellNow(topic, toBytes(value->json));
            });
    }
    responder.stream(std::move(stream));
}

} // namespace Holdfast
