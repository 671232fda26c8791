// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/responder.h"

#include "core/server/http/gate/pendingreply.h"
#include "core/server/http/stream.h"
#include "core/server/http/websockettalk.h"

#include <utility>

namespace Holdfast {

Responder::Responder(std::shared_ptr<PendingReply> pending)
    : m_pending(std::move(pending))
{
}

void Responder::reply(const Response &response) const
{
    if (m_pending)
        m_pending->reply(response);
}

void Responder::stream(std::unique_ptr<Stream> stream) const
{
    if (m_pending)
        m_pending->stream(std::move(stream));
}

void Responder::openWebSocket(std::unique_ptr<WebSocketTalk> talk) const
{
    if (m_pending)
        m_pending->openWebSocket(std::move(talk));
}

void Responder::setRoute(int route) const
{
    if (m_pending)
        m_pending->setRoute(route);
}

bool Responder::isAnswered() const
{
    return !m_pending || !m_pending->isOwed();
}

bool Responder::isGone() const
{
    return m_pending && m_pending->isGone();
}

void Responder::onGone(QObject *context, std::function<void()> told) const
{
    if (m_pending)
        m_pending->onGone(context, std::move(told));
}

void Responder::onFinished(QObject *context, std::function<void()> told) const
{
    if (m_pending)
        m_pending->onFinished(context, std::move(told));
}

} // namespace Holdfast
