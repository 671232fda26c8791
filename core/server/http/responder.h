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
//! Copies share it. A handler answers at once, or keeps a copy and answers later; the next request
//! of the connection waits so long. When the last copy goes without an answer, the client gets a
//! 500. A client may leave before it is answered: then answers are dropped. Used in the thread of
//! the server only.
class Responder
{
public:
    //! A responder that is answered already; to be assigned to.
    Responder() = default;
    explicit Responder(std::shared_ptr<PendingReply> pending);

    //! Answers. Only the first answer counts.
    void reply(const Response &response) const;

    //! Answers with a reply that has no end of its own, and gives the connection to \a stream. The
    //! stream is deleted when the client leaves, when it says that it is finished, or here and now
    //! if the client is gone already.
    void stream(std::unique_ptr<Stream> stream) const;

    //! Answers a WebSocket's handshake (see isWebSocketHandshake()), and gives the connection to
    //! \a talk, which is deleted with it; here and now if the client is gone already.
    void openWebSocket(std::unique_ptr<WebSocketTalk> talk) const;

    //! Which route answers, for a RequestObserver.
    void setRoute(int route) const;

    //! Whether there is nobody to answer any more: answered, or the client left.
    bool isAnswered() const;
    //! Whether the client left before it was answered.
    bool isGone() const;

    //! Calls \a told once if the client leaves while the answer is owed, at once if it has left
    //! already; never after an answer, nor after the end of \a context.
    void onGone(QObject *context, std::function<void()> told) const;
    //! Calls \a told once if the client, while the answer is owed, says that it will send nothing
    //! more: it may wait for the answer, or be gone, which looks the same. So what would wait for
    //! somebody else is to end now. At once if it has said so already; else as onGone().
    void onFinished(QObject *context, std::function<void()> told) const;

private:
    std::shared_ptr<PendingReply> m_pending;
};

} // namespace Holdfast
