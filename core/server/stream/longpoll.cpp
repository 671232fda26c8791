// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/longpoll.h"

#include <QTimer>

namespace Holdfast {

void LongPoll::begin(ObservationHub &hub, const Topic &topic, qint64 time,
                     std::optional<std::chrono::milliseconds> wait, const Responder &responder)
{
    auto *poll = new LongPoll(hub, responder);
    poll->m_observation = hub.observe(
        topic, [poll](const NotificationPtr &notification) { poll->tell(*notification); });
    if (wait)
        QTimer::singleShot(*wait, poll, [poll] { poll->end(Response::noContent()); });
    if (time == 0)
        return;
    if (const auto missed = hub.since(topic, time); !missed.empty())
        poll->tell(*missed.front());
}

LongPoll::LongPoll(ObservationHub &hub, const Responder &responder)
    : QObject(&hub)
    , m_responder(responder)
{
    m_responder.onGone(this, [this] { deleteLater(); });
    m_responder.onFinished(this, [this] { end(Response::noContent()); });
    connect(&hub, &ObservationHub::closing, this,
            [this] { end(Response::error(503, QStringLiteral("Holdfast is shutting down."))); });
}

void LongPoll::tell(const Notification &notification)
{
    Response response = Response::json(notification.json);
    response.headers.add("last-event-id", timeText(notification.time).toLatin1());
    end(response);
}

void LongPoll::end(const Response &response)
{
    m_responder.reply(response);
    // It is deleted later, because the observation is the caller.
    deleteLater();
}

} // namespace Holdfast
