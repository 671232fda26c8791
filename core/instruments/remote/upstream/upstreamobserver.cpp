// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamobserver.h"

#include "core/thing/json/foreignjson.h"
#include "core/wire/jsonread.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslError>

#include <utility>

namespace Holdfast {

namespace {

constexpr quint64 s_largestMessage = 16 * 1024 * 1024;

// No property has this name. LabThings does not acknowledge a subscription, but answers in order: when it
// has refused this one, all before it are decided.
const QString s_fence = QStringLiteral("holdfast: are you done?");

QString subscription(const QString &property)
{
    const Json message = {{"messageType", "addPropertyObservation"},
                          {"data", {{toUtf8String(property), true}}}};
    return QString::fromUtf8(toBytes(message));
}

} // namespace

UpstreamObserver::UpstreamObserver(UpstreamConnection &connection, const UpstreamDescription &thing,
                                   Sinks sinks, bool hasSocket)
    : m_connection(connection)
    , m_thing(thing)
    , m_sinks(std::move(sinks))
    , m_hasSocket(hasSocket)
{
    m_socket.setParent(this);
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setMaxAllowedIncomingMessageSize(s_largestMessage);
    connect(&m_socket, &QWebSocket::connected, this, &UpstreamObserver::subscribe);
    connect(&m_socket, &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            noteLost();
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &UpstreamObserver::take);
    connect(&m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (m_connection.certificate().explains(errors))
            m_socket.ignoreSslErrors();
    });
    for (QTimer *timer : {&m_reconnect, &m_ask}) {
        timer->setParent(this);
        timer->setSingleShot(true);
    }
    connect(&m_reconnect, &QTimer::timeout, this, &UpstreamObserver::connectSocket);
    connect(&m_ask, &QTimer::timeout, this, &UpstreamObserver::ask);
}

UpstreamObserver::~UpstreamObserver()
{
    m_socket.disconnect(this); // it says at its own end that it is closed
}

void UpstreamObserver::start()
{
    if (m_hasSocket)
        connectSocket();
    m_ask.start(interval);
}

void UpstreamObserver::connectSocket()
{
    if (m_connection.isDown()) {
        m_reconnect.start(reconnectPause);
        return;
    }
    QUrl url = m_connection.origin();
    url.setScheme(url.scheme() == QLatin1String("https") ? QStringLiteral("wss")
                                                         : QStringLiteral("ws"));
    url.setPath(m_thing.path + QStringLiteral("ws"));
    QNetworkRequest request(url);
    if (!m_connection.token().isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_connection.token());
    if (m_connection.certificate().isSet())
        m_socket.setSslConfiguration(m_connection.certificate().configuration());
    m_socket.open(request);
}

void UpstreamObserver::subscribe()
{
    m_refused.clear();
    for (const UpstreamProperty &property : m_thing.properties)
        m_socket.sendTextMessage(subscription(property.name));
    m_socket.sendTextMessage(subscription(s_fence));
    // LabThings has no events, and ignores this message.
    for (const UpstreamEvent &event : m_thing.events)
        m_socket.sendTextMessage(QString::fromUtf8(toBytes({{"messageType", "request"},
                                                            {"operation", "subscribeevent"},
                                                            {"name", toUtf8String(event.name)}})));
}

void UpstreamObserver::noteLost()
{
    const bool wasConnected = !m_pushed.isEmpty() || !m_refused.isEmpty();
    m_pushed.clear();
    m_refused.clear();
    m_reconnect.start(reconnectPause);
    if (wasConnected)
        m_sinks.lost();
}

void UpstreamObserver::take(const QString &text)
{
    const Json message = foreignJsonOrNull(text.toUtf8(), fileJsonLimits);
    const QString type = JsonRead::text(message, "messageType");
    if (type == QLatin1String("propertyStatus")) {
        const Json &data = JsonRead::member(message, "data");
        if (!data.is_object())
            return;
        for (const auto &[name, value] : data.items())
            note(toQString(name), value, true);
        return;
    }
    const QString name = JsonRead::text(message, "name");
    if (type == QLatin1String("notification")) {
        if (JsonRead::text(message, "operation") == QLatin1String("subscribeevent"))
            m_sinks.emitted(name, JsonRead::member(message, "data"));
        return;
    }
    if (type != QLatin1String("response") || name.isEmpty())
        return;
    if (name != s_fence) {
        m_refused << name;
        return;
    }
    for (const UpstreamProperty &property : m_thing.properties) {
        if (!m_refused.contains(property.name))
            m_pushed << property.name;
    }
    // What has changed before the subscription was not told.
    m_asksAll = true;
    askSoon();
}

void UpstreamObserver::askSoon()
{
    if (!m_isAsking)
        m_ask.start(0);
}

void UpstreamObserver::published(const QString &property)
{
    if (m_pushed.contains(property))
        return;
    for (const UpstreamProperty &each : m_thing.properties) {
        if (each.name == property)
            askFor(each, true, [] {});
    }
}

void UpstreamObserver::ask()
{
    if (m_connection.isDown() || !m_sinks.isHeard()) {
        m_asksAll = true; // values may change meanwhile
        m_ask.start(interval);
        return;
    }
    m_isAsking = true;
    ++m_round;
    m_next = 0;
    askNext();
}

void UpstreamObserver::askNext()
{
    while (m_next < m_thing.properties.size()) {
        const UpstreamProperty &property = m_thing.properties.at(m_next++);
        if (!m_asksAll && m_pushed.contains(property.name))
            continue;
        if (m_failing.contains(property.name) && m_round % roundsOfFailing != 0)
            continue;
        askFor(property, false, [self = QPointer(this)] {
            if (self)
                self->askNext();
        });
        return;
    }
    m_isAsking = false;
    m_asksAll = false;
    m_ask.start(interval);
}

void UpstreamObserver::askFor(const UpstreamProperty &property, bool always,
                              std::function<void()> then)
{
    StationRequest request = property.read.request();
    request.limit = UpstreamConnection::limit;
    m_connection.send(request, UpstreamConnection::Lane::Usual,
                      [self = QPointer(this), name = property.name, always,
                       then = std::move(then)](const StationAnswer &answer) {
                          if (self && answer.isGood()) {
                              self->m_failing.remove(name);
                              self->note(name, answer.body, always);
                          } else if (self && !answer.isMissing()) {
                              self->m_failing << name;
                          }
                          then();
                      });
}

void UpstreamObserver::note(const QString &property, const Json &value, bool always)
{
    const auto known = m_values.constFind(property);
    const bool isSame = known != m_values.cend() && *known == value;
    if (!isSame)
        m_values.insert(property, value);
    if (always || !isSame)
        m_sinks.changed(property, value);
}

} // namespace Holdfast
