// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limits.h"
#include "core/server/http/gate/turns.h"
#include "core/server/http/limits/clientquotas.h"
#include "core/server/http/parse/maskedframes.h"
#include "core/server/http/request.h"
#include "core/server/http/response.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <optional>

class QWebSocket;

namespace Holdfast {

class InnerSocket;

//! Returns whether \a request asks to continue as a WebSocket (RFC 6455).
bool isWebSocketHandshake(const Request &request);

//! Returns the answer to a request that cannot become a WebSocket; nothing when it can.
std::optional<Response> objectionToWebSocket(const Request &request);

//! \brief One client's WebSocket, from its handshake on: the server's end of a conversation.
//!
//! Given away by Responder::openWebSocket(), it belongs to its connection. Its output must be
//! bounded: see backlog(). A client that takes no data, or does not answer a ping, is cut; while
//! there is much output that is not taken, no input is read. QWebSocket implements the protocol
//! behind an InnerSocket: it gets only frames that a client may send. Lives in the thread of the
//! server.
class WebSocketTalk : public QObject, private TurnTaker
{
    Q_OBJECT

public:
    //! \brief What a WebSocket needs of its server, which outlives it.
    struct Surroundings
    {
        const Limits &limits;
        Turns &turns;
        ClientQuotas &quotas;
        ClientId client;
    };

    //! Makes a WebSocket of \a request, a handshake that may be answered.
    explicit WebSocketTalk(const Request &request);
    ~WebSocketTalk() override;

    //! Begins the WebSocket on \a connection. \a more are the bytes that the client has sent after
    //! its handshake. It is read in turns, a little at a time. Called by the connection.
    void begin(QTcpSocket *connection, const QByteArray &more, const Surroundings &surroundings);

    //! Tells the client that the server closes (1001), and closes.
    void goAway();
    //! Closes now, without a message: for a client that does not follow the protocol.
    void cut();

    bool isOpen() const { return m_socket != nullptr; }
    //! Returns the bytes that were sent and not yet taken by the network.
    qint64 backlog() const { return m_connection ? m_connection->bytesToWrite() : 0; }

Q_SIGNALS:
    //! Is emitted when the last frame was written; the connection may close.
    void finished();

protected:
    //! Sends a text message.
    void send(const QString &text);
    //! Sends a binary message.
    void sendBinary(const QByteArray &bytes);

    //! Is called when the handshake is complete.
    virtual void opened() { }
    virtual void received(const QString &text) = 0;
    virtual void receivedBinary(const QByteArray &bytes) = 0;
    //! Is called whenever the network has taken some of the backlog.
    virtual void drained() { }

private:
    void adopt(QWebSocket *socket);
    bool hasRoomForMessage();
    void refuseMessage(ConnectionLimit limit, int code);
    void closeBecauseOf(const LimitHit &hit, int code);
    void takeTurn() override;
    void lineUp();
    void ping();

    QByteArray m_handshake;
    QByteArray m_early; //!< bytes that came before the handshake was complete
    QPointer<QTcpSocket> m_connection;
    QPointer<InnerSocket> m_inner; //!< the socket that QWebSocket uses instead
    Turns *m_turns = nullptr;      //!< set by begin()
    MaskedFrames m_frames;
    Limits m_limits;
    bool m_isRefused = false;         //!< no more input is read
    ClientQuotas *m_quotas = nullptr; //!< set by begin()
    ClientId m_client;
    std::shared_ptr<QuotaShare> m_unfinished; //!< of the message that is arriving; null without one
    QTimer m_messageDeadline;
    QWebSocket *m_socket = nullptr; //!< a child; null before the handshake is complete
    QTimer m_pings;
    bool m_pingIsOwed = false;
};

} // namespace Holdfast
