// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/limits.h"
#include "core/server/http/maskedframes.h"
#include "core/server/http/request.h"
#include "core/server/http/response.h"
#include "core/server/http/turns.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <optional>

class QWebSocket;

namespace Holdfast {

class InnerSocket;

//! Whether \a request asks to go on as a WebSocket (RFC 6455).
bool isWebSocketHandshake(const Request &request);

//! What to answer a request that cannot become a WebSocket; nothing when it can.
std::optional<Response> objectionToWebSocket(const Request &request);

//! \brief One client's WebSocket, from its handshake on: the server's end of a conversation.
//!
//! Given away by Responder::openWebSocket(), it belongs to its connection. What it sends must be
//! bounded: see backlog(). A client that takes nothing, or does not answer a ping, is cut; while much
//! waits to be taken, nothing is read. QWebSocket does the talking behind an InnerSocket: it gets only
//! frames that a client may send. Lives in the thread of the server.
class WebSocketTalk : public QObject, private TurnTaker
{
    Q_OBJECT

public:
    //! \a request is a handshake that may be answered.
    explicit WebSocketTalk(const Request &request);
    ~WebSocketTalk() override;

    //! For the connection: from now on it is a WebSocket. \a more is what the client has sent
    //! behind its handshake. It is read in turns, a little at a time.
    void begin(QTcpSocket *connection, const QByteArray &more, const Limits &limits, Turns &turns);

    //! Says that the server closes (1001), and closes.
    void goAway();
    //! Closes now, without a word: for a client that cannot be talked to.
    void cut();

    bool isOpen() const { return m_socket != nullptr; }
    //! Bytes that were sent and not yet taken by the network.
    qint64 backlog() const { return m_connection ? m_connection->bytesToWrite() : 0; }

Q_SIGNALS:
    //! The last frame was written; the connection may close.
    void finished();

protected:
    //! Sends a text message.
    void send(const QString &text);
    //! Sends a binary message.
    void sendBinary(const QByteArray &bytes);

    //! The handshake is over.
    virtual void opened() { }
    virtual void received(const QString &text) = 0;
    virtual void receivedBinary(const QByteArray &bytes) = 0;
    //! Called whenever the network has taken some of the backlog.
    virtual void drained() { }

private:
    void adopt(QWebSocket *socket, const Limits &limits);
    void takeTurn() override;
    void lineUp();
    void ping();

    QByteArray m_handshake;
    QByteArray m_early; //!< what came before the handshake was over
    QPointer<QTcpSocket> m_connection;
    QPointer<InnerSocket> m_inner; //!< what QWebSocket knows instead
    Turns *m_turns = nullptr;      //!< since begin()
    MaskedFrames m_frames;
    qint64 m_mostUntaken = 0;       //!< of what is to be written; beyond, nothing is read
    QWebSocket *m_socket = nullptr; //!< a child; null before the handshake is over
    QTimer m_pings;
    bool m_pingIsOwed = false;
};

} // namespace Holdfast
