// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/lockpoll.h"

#include <QTimer>

namespace Holdfast {

Response lockResponse(const LockState &state, bool isKnown, const Headers &more)
{
    Response response = isKnown ? Response {304, {}, {}, {}} : Response::json(state.json);
    response.headers.add("etag", entityTag(state));
    for (const Headers::Field &field : more)
        response.headers.add(field.first, field.second);
    return response;
}

void LockPoll::begin(LockHub &hub, const EntityTags &known, std::chrono::milliseconds wait,
                     const Responder &responder, const Headers &more)
{
    auto *poll = new LockPoll(hub, known, responder, more);
    connect(&hub, &LockHub::changed, poll,
            [poll](const LockStatePtr &state) { poll->look(*state); });
    connect(&hub, &LockHub::closing, poll, [poll] {
        poll->end(Response::error(503, QStringLiteral("Holdfast is shutting down.")));
    });
    QTimer::singleShot(wait, poll, &LockPoll::giveUp);
    poll->look(*hub.watch());
}

LockPoll::LockPoll(LockHub &hub, const EntityTags &known, const Responder &responder,
                   const Headers &more)
    : QObject(&hub)
    , m_known(known)
    , m_hub(hub)
    , m_responder(responder)
    , m_more(more)
{
    m_responder.onGone(this, [this] { deleteLater(); });
    m_responder.onFinished(this, [this] { giveUp(); });
}

void LockPoll::look(const LockState &state)
{
    if (!m_responder.isAnswered() && !m_known.matchWeakly(entityTag(state)))
        end(lockResponse(state, false, m_more));
}

void LockPoll::giveUp()
{
    const LockStatePtr now = m_hub.state();
    end(lockResponse(*now, m_known.matchWeakly(entityTag(*now)), m_more));
}

void LockPoll::end(const Response &response)
{
    m_responder.reply(response);
    deleteLater();
}

} // namespace Holdfast
