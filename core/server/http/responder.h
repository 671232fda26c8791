// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/response.h"

#include <functional>
#include <memory>

class QObject;

namespace Holdfast {

class PendingReply;
class Stream;
class WebSocketTalk;

//! \brief The right, and the duty, to answer one request.
//!
//! Copies share it. A handler answers at once, or keeps a copy and answers later; meanwhile the
//! next request of the connection waits. When the last copy is destroyed without an answer, the
//! client gets a 500. A client may leave before it is answered: then answers are dropped. Used in
//! the thread of the server only. Implemented in gate/pendingreply.cpp.
class Responder
{
public:
    //! Makes a responder that is already answered; to be assigned to.
    Responder() = default;
    explicit Responder(std::shared_ptr<PendingReply> pending);

    //! Answers. Only the first answer counts.
    void reply(const Response &response) const;

    //! Answers with a reply that has no end of its own, and gives the connection to \a stream. The
    //! stream is deleted when the client leaves, when the stream is finished, or at once if the
    //! client has already left.
    void stream(std::unique_ptr<Stream> stream) const;

    //! Answers a WebSocket's handshake (see isWebSocketHandshake()), and gives the connection to \a
    //! talk, which is deleted with it; at once if the client has already left.
    void openWebSocket(std::unique_ptr<WebSocketTalk> talk) const;

    //! Notes which route answers, for a RequestObserver.
    void setRoute(int route) const;

    //! Returns whether no answer is expected any more: it was given, or the client left.
    bool isAnswered() const;
    //! Returns whether the client left before it was answered.
    bool isGone() const;

    //! Calls \a told once if the client leaves while the answer is pending, at once if it has left
    //! already; never after an answer, nor after the end of \a context.
    void onGone(QObject *context, std::function<void()> told) const;
    //! Calls \a told once if the client, while the answer is pending, says that it will send no
    //! more: it may wait for the answer, or be gone, which looks the same. So a request that would
    //! wait for other clients must end now. At once if it has said so already; else as onGone().
    void onFinished(QObject *context, std::function<void()> told) const;

private:
    std::shared_ptr<PendingReply> m_pending;
};

} // namespace Holdfast
