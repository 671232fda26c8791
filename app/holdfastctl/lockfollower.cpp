// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/lockfollower.h"

#include "core/thing/foreignjson.h"

#include <utility>

namespace Holdfast::Ctl {

namespace {

// The server gives a sign of life every 5 s.
constexpr std::chrono::milliseconds s_longestSilence {12'000};
constexpr std::chrono::milliseconds s_pause {500};

bool isGood(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
}

} // namespace

LockFollower::LockFollower(LockClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_next.setSingleShot(true);
    m_next.setInterval(s_pause);
    connect(&m_next, &QTimer::timeout, this, &LockFollower::start);
}

void LockFollower::start()
{
    m_events = {};
    LockRequest request;
    request.path = QStringLiteral("/lock/events");
    request.limit = s_longestSilence;
    m_reply = m_client.open(request);
    connect(m_reply, &QNetworkReply::readyRead, this, &LockFollower::read);
    connect(m_reply, &QNetworkReply::finished, this, &LockFollower::end);
}

void LockFollower::read()
{
    // What else than events comes is looked at when it is complete.
    if (!isGood(*m_reply))
        return;
    m_events.add(m_reply->readAll());
    readEvents();
    if (m_reply && m_events.isTooLong())
        m_reply->abort();
}

void LockFollower::readEvents()
{
    while (const auto event = m_events.next()) {
        const Json json = foreignJsonOrNull(event->data);
        if (event->name.isEmpty())
            Q_EMIT stateCame(json);
        else if (event->name == "refused")
            Q_EMIT refusalCame(json);
    }
}

void LockFollower::end()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();
    LockAnswer answer = LockClient::answerOf(*reply);
    if (answer.status == 200) {
        answer.status = 0;
        answer.failure = QStringLiteral("the connection was closed");
    }
    const LockFailure failure = failureOf(answer, m_client.server());
    if (answer.status != 0 && answer.status < 500) {
        Q_EMIT failed(failure, answer);
        return;
    }
    m_next.start();
    Q_EMIT lost(failure.message);
}

} // namespace Holdfast::Ctl
