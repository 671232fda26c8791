// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/lockfollower.h"

#include "core/thing/json/foreignjson.h"
#include "core/wire/historyjson.h"

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

LockFollower::LockFollower(RemoteStation &station, QObject *parent)
    : QObject(parent)
    , m_station(station)
{
    m_next.setSingleShot(true);
    m_next.setInterval(s_pause);
    connect(&m_next, &QTimer::timeout, this, &LockFollower::start);
}

void LockFollower::start()
{
    m_events = {};
    m_reply = m_station.open({.path = QStringLiteral("/lock/events"), .limit = s_longestSilence});
    connect(m_reply, &QNetworkReply::readyRead, this, &LockFollower::read);
    connect(m_reply, &QNetworkReply::finished, this, &LockFollower::end);
}

void LockFollower::read()
{
    // What else than events comes is looked at when it is complete.
    if (!isGood(*m_reply))
        return;
    m_events.add(m_reply->readAll());
    while (const auto event = m_events.next())
        take(*event);
    if (m_reply && m_events.isTooLong())
        m_reply->abort();
}

void LockFollower::take(const ServerEvent &event)
{
    const Json told = foreignJsonOrNull(event.data);
    if (event.name == "refused") {
        if (const auto refusal = readRefusedEvent(told))
            Q_EMIT refusalCame(*refusal, told);
    } else if (event.name.isEmpty()) {
        if (const auto state = readLockOverview(told))
            Q_EMIT stateCame(*state, told);
        else
            Q_EMIT nonsenseCame();
    }
}

void LockFollower::end()
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
