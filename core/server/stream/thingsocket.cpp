// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/thingsocket.h"

#include <QDateTime>

#include <utility>

namespace Holdfast {

namespace {

constexpr qint64 s_mostNotificationsOnTheirWay = 256 * 1024; // of notifications; the rest waits
constexpr qint64 s_mostUnanswered = 4 * 1024 * 1024; // of answers that a client does not take

SocketRefusal refusal(const SocketRequest &request, const QString &name,
                      SocketRefusal::Reason reason, const QString &detail)
{
    return {reason, detail, request.operation, name, request.correlation};
}

QString wordFor(Topic::Kind kind)
{
    switch (kind) {
    case Topic::Kind::Property:
    case Topic::Kind::Invocation:
        break;
    case Topic::Kind::Event:
        return QStringLiteral("event");
    case Topic::Kind::Action:
        return QStringLiteral("action");
    }
    return QStringLiteral("property");
}

} // namespace

ThingSocket::ThingSocket(const Request &request, const Session &session, const QString &thing,
                         const QString &prefix, ObservationHub &hub, ClientQuotas &quotas)
    : WebSocketTalk(request)
    , m_session(session)
    , m_thing(thing)
    , m_prefix(prefix)
    , m_hub(hub)
    , m_quotas(quotas)
    , m_client(request.client)
{
}

void ThingSocket::received(const QString &text)
{
    const ParsedMessage message = parseSocketMessage(text);
    if (message.refusal)
        answer(refusalMessage(*message.refusal));
    else if (message.request)
        serve(*message.request);
}

void ThingSocket::receivedBinary(const QByteArray &)
{
    answer(refusalMessage({.detail = QStringLiteral("A message must be text, not binary.")}));
}

void ThingSocket::serve(const SocketRequest &request)
{
    const QStringList names = request.isForAll ? allNames(request.kind) : request.names;
    for (const QString &name : names) {
        if (const auto refused = objection(request, name)) {
            answer(refusalMessage(*refused));
            return; // LabThings ignores the rest as well
        }
        if (!request.begins) {
            end(request, name);
        } else if (const auto refused = begin(request, name)) {
            answer(refusalMessage(*refused));
            return;
        }
    }
    if (request.dialect != SocketRequest::Dialect::Request)
        return;
    answer(acknowledgement(request, names));
    if (!request.begins || request.kind != Topic::Kind::Property)
        return;
    for (const QString &name : names)
        tellValue(name);
}

QStringList ThingSocket::allNames(Topic::Kind kind) const
{
    const Affordances &offered = *m_session.affordances(m_thing);
    QStringList names;
    switch (kind) {
    case Topic::Kind::Property:
        for (const PropertyAffordance &property : offered.properties) {
            if (property.observable)
                names << property.name;
        }
        break;
    case Topic::Kind::Event:
        for (const EventAffordance &event : offered.events)
            names << event.name;
        break;
    case Topic::Kind::Action:
        for (const ActionAffordance &action : offered.actions)
            names << action.name;
        break;
    case Topic::Kind::Invocation:
        break;
    }
    return names;
}

std::optional<SocketRefusal> ThingSocket::objection(const SocketRequest &request,
                                                    const QString &name) const
{
    if (allNames(request.kind).contains(name))
        return {};
    if (request.kind == Topic::Kind::Property && m_session.affordances(m_thing)->property(name))
        return refusal(request, name, SocketRefusal::Reason::NotObservable,
                       QStringLiteral("Property '%1' is not observable.").arg(name));
    return refusal(
        request, name, SocketRefusal::Reason::NotFound,
        QStringLiteral("No %1 found with the name '%2'.").arg(wordFor(request.kind), name));
}

std::optional<SocketRefusal> ThingSocket::begin(const SocketRequest &request, const QString &name)
{
    const Topic topic {request.kind, m_thing, name};
    std::shared_ptr<QuotaShare> share;
    if (!m_subscriptions.contains(topic)) {
        ClientQuotas::Outcome taken = m_quotas.take(Counted::Subscriptions, m_client);
        if (taken.hit)
            return refusal(request, name, SocketRefusal::Reason::TooMany, taken.hit->toSentence());
        share = std::move(taken.share);
    }
    Subscription &subscription = m_subscriptions[topic];
    if (share)
        subscription.share = std::move(share);
    if (request.dialect == SocketRequest::Dialect::LabThings)
        subscription.asLabThings = true;
    else
        subscription.asRequested = true;
    subscription.isTold = false;
    if (subscription.observation)
        return {};
    subscription.observation = m_hub.observe(topic, [this](const NotificationPtr &notification) {
        m_queue.put(notification->topic, notification, notification->lost);
        drained();
    });
    return {};
}

void ThingSocket::end(const SocketRequest &request, const QString &name)
{
    const auto found = m_subscriptions.find({request.kind, m_thing, name});
    if (found == m_subscriptions.end())
        return;
    found->asRequested = false;
    if (!found->asLabThings)
        m_subscriptions.erase(found);
}

void ThingSocket::tellValue(const QString &property)
{
    const Topic topic {Topic::Kind::Property, m_thing, property};
    // While a Thing does not answer, a client that asks again and again waits for the same value.
    if (m_beingRead.contains(topic))
        return;
    m_beingRead.insert(topic);
    m_session.read(m_thing, property).then(this, [this, topic](const Result<Payload> &value) {
        m_beingRead.remove(topic);
        const auto found = m_subscriptions.find(topic);
        // The value is only sent if no notification was: that one may be newer than the value that
        // was read.
        if (found == m_subscriptions.end() || !found->asRequested || found->isTold)
            return;
        if (!value) {
            answer(refusalMessage({SocketRefusal::Reason::Failed,
                                   value.error().message(),
                                   QStringLiteral("observeproperty"),
                                   topic.name,
                                   {}}));
            return;
        }
        const Notification now {.topic = topic,
                                .json = toBytes(value->json),
                                .time = QDateTime::currentMSecsSinceEpoch() * 1000};
        answer(notificationMessage({topic, std::make_shared<const Notification>(now)}, m_prefix));
    });
}

void ThingSocket::drained()
{
    while (!m_queue.isEmpty() && backlog() < s_mostNotificationsOnTheirWay)
        tell(m_queue.take());
}

void ThingSocket::tell(const NotificationQueue::Entry &entry)
{
    const auto found = m_subscriptions.find(entry.event->topic);
    if (found == m_subscriptions.end())
        return;
    found->isTold = true;
    if (found->asLabThings)
        send(statusMessage(*entry.event));
    if (found->asRequested)
        send(notificationMessage(entry, m_prefix));
}

void ThingSocket::answer(const QString &text)
{
    send(text);
    if (backlog() > s_mostUnanswered)
        cut();
}

} // namespace Holdfast
