// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/eventfollower.h"

#include <utility>

namespace Holdfast {

namespace {

// The server gives a sign of life every 5 s.
constexpr std::chrono::milliseconds s_longestSilence {12'000};
constexpr std::chrono::milliseconds s_pause {500};

bool isGood(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
}

} // namespace

EventFollower::EventFollower(RemoteStation &station, QString path, QObject *parent)
    : QObject(parent)
    , m_station(station)
    , m_path(std::move(path))
{
    m_next.setSingleShot(true);
    m_next.setInterval(s_pause);
    connect(&m_next, &QTimer::timeout, this, &EventFollower::start);
}

void EventFollower::start()
{
    m_events = {};
    m_reply = m_station.open({.path = m_path, .limit = s_longestSilence});
    connect(m_reply, &QNetworkReply::readyRead, this, &EventFollower::read);
    connect(m_reply, &QNetworkReply::finished, this, &EventFollower::end);
}

void EventFollower::read()
{
    // What else than events comes is looked at when it is complete.
    if (!isGood(*m_reply))
        return;
    m_events.add(m_reply->readAll());
    while (const auto event = m_events.next())
        Q_EMIT eventCame(*event);
    if (m_reply && m_events.isTooLong())
        m_reply->abort();
}

void EventFollower::end()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();
    StationAnswer answer = RemoteStation::answerOf(*reply);
    if (answer.status == 200) {
        answer.status = 0;
        answer.failure = QStringLiteral("the connection was closed");
    }
    if (!answer.isMissing() && answer.status < 500) {
        Q_EMIT failed(answer);
        return;
    }
    m_next.start();
    Q_EMIT lost(answer);
}

} // namespace Holdfast
