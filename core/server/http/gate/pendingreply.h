// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/response.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <vector>

namespace Holdfast {

class Stream;
class WebSocketTalk;

//! \brief The receiver of the one answer to a request.
class ReplySink
{
public:
    virtual void setRoute(int route) = 0;
    virtual void sendReply(const Response &response) = 0;
    virtual void sendStream(std::unique_ptr<Stream> stream) = 0;
    virtual void openWebSocket(std::unique_ptr<WebSocketTalk> talk) = 0;

protected:
    ~ReplySink() = default;
};

//! \brief The pending answer that the copies of a Responder share.
//!
//! It ends with the last copy; if the answer is still missing then, it sends a 500. The last copy
//! may be destroyed in any thread (continuations of a future do that): the answer is still sent in
//! the server's thread.
class PendingReply : public QObject
{
    Q_OBJECT

public:
    static std::shared_ptr<PendingReply> create(ReplySink &sink);
    ~PendingReply() override;

    void setRoute(int route);
    void reply(const Response &response);
    void stream(std::unique_ptr<Stream> stream);
    void openWebSocket(std::unique_ptr<WebSocketTalk> talk);
    bool isOwed() const { return m_sink != nullptr; }
    bool isGone() const { return m_gone; }
    void onGone(QObject *context, std::function<void()> told);
    void onFinished(QObject *context, std::function<void()> told);

    //! Notes that the client has left. The sink must call this before it is destroyed.
    void clientLeft();
    //! Notes that the client will send no more, and may have left. Called by the sink.
    void clientFinished();

private:
    explicit PendingReply(ReplySink &sink);

    struct Listener
    {
        QPointer<QObject> context;
        std::function<void()> told;
    };

    static void tell(std::vector<Listener> &listeners);

    ReplySink *m_sink;
    bool m_gone = false;
    bool m_finished = false;
    std::vector<Listener> m_listeners;
    std::vector<Listener> m_finishListeners;
};

} // namespace Holdfast
