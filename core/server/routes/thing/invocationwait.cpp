// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/thing/invocationwait.h"

#include "core/server/routes/errorresponse.h"

#include <QTimer>

namespace Holdfast {

bool prefersToPoll(const Request &request)
{
    return request.headers.lists("prefer", "respond-async");
}

void InvocationWait::begin(const Session &session, const InvocationRecord &invocation,
                           const Responder &responder, ToResponse toResponse, QObject *owner)
{
    auto *wait = new InvocationWait(responder, std::move(toResponse), owner);
    QTimer::singleShot(longest, wait,
                       [wait, session, id = invocation.id] { wait->end(session.invocation(id)); });
    const auto withdraw = [session, id = invocation.id] { session.withdraw(id); };
    responder.onGone(wait, withdraw);
    responder.onFinished(wait, withdraw);
    session.ended(invocation.id).then(wait, [wait](const Result<InvocationRecord> &ended) {
        wait->end(ended);
    });
}

InvocationWait::InvocationWait(Responder responder, ToResponse toResponse, QObject *owner)
    : QObject(owner)
    , m_responder(std::move(responder))
    , m_toResponse(std::move(toResponse))
{
    m_responder.onGone(this, [this] { deleteLater(); });
}

void InvocationWait::end(const Result<InvocationRecord> &invocation)
{
    if (m_responder.isAnswered())
        return;
    m_responder.reply(guarded(
        [&] { return invocation ? m_toResponse(*invocation) : toResponse(invocation.error()); }));
    deleteLater();
}

} // namespace Holdfast
