// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gate/pendingreply.h"

#include "core/server/http/responder.h"
#include "core/server/http/stream.h"
#include "core/server/http/websockettalk.h"

#include <QThread>

#include <utility>

namespace Holdfast {

std::shared_ptr<PendingReply> PendingReply::create(ReplySink &sink)
{
    return {new PendingReply(sink), [](PendingReply *pending) {
                if (pending->thread() == QThread::currentThread())
                    delete pending;
                else
                    pending->deleteLater();
            }};
}

PendingReply::PendingReply(ReplySink &sink)
    : m_sink(&sink)
{
}

PendingReply::~PendingReply()
{
    if (isOwed())
        reply(Response::error(500, QStringLiteral("The request was dropped without an answer.")));
}

void PendingReply::setRoute(int route)
{
    if (m_sink)
        m_sink->setRoute(route);
}

void PendingReply::reply(const Response &response)
{
    Q_ASSERT(thread() == QThread::currentThread());
    ReplySink *sink = std::exchange(m_sink, nullptr);
    m_listeners.clear();
    m_finishListeners.clear();
    if (sink)
        sink->sendReply(response);
}

void PendingReply::stream(std::unique_ptr<Stream> stream)
{
    Q_ASSERT(thread() == QThread::currentThread());
    ReplySink *sink = std::exchange(m_sink, nullptr);
    m_listeners.clear();
    m_finishListeners.clear();
    if (sink)
        sink->sendStream(std::move(stream));
}

void PendingReply::openWebSocket(std::unique_ptr<WebSocketTalk> talk)
{
    Q_ASSERT(thread() == QThread::currentThread());
    ReplySink *sink = std::exchange(m_sink, nullptr);
    m_listeners.clear();
    m_finishListeners.clear();
    if (sink)
        sink->openWebSocket(std::move(talk));
}

void PendingReply::onGone(QObject *context, std::function<void()> told)
{
    if (m_gone)
        told();
    else if (isOwed())
        m_listeners.push_back({context, std::move(told)});
}

void PendingReply::clientLeft()
{
    if (!std::exchange(m_sink, nullptr))
        return;
    m_gone = true;
    m_finishListeners.clear();
    tell(m_listeners);
}

void PendingReply::onFinished(QObject *context, std::function<void()> told)
{
    if (!isOwed())
        return;
    if (m_finished)
        told();
    else
        m_finishListeners.push_back({context, std::move(told)});
}

void PendingReply::clientFinished()
{
    m_finished = true;
    tell(m_finishListeners);
}

// Tells the listeners. One of them may answer, which destroys this object.
void PendingReply::tell(std::vector<Listener> &listeners)
{
    for (const Listener &listener : std::exchange(listeners, {})) {
        if (listener.context)
            listener.told();
    }
}

// --- Responder ---------------------------------------------------------------------------------

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
