// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/websockettalk.h"

#include <QWebSocket>
#include <QWebSocketServer>

#include <utility>

namespace Holdfast {

namespace {

bool hasToken(const Headers &headers, QByteArrayView name, const QByteArray &token)
{
    for (const QByteArray &part : headers.value(name).toLower().split(',')) {
        if (part.trimmed() == token)
            return true;
    }
    return false;
}

// What QWebSocketServer gets to see of it: nothing that we have not looked at. Subprotocols are
// left out, as none is spoken.
QByteArray plainHandshake(const Request &request)
{
    return "GET " + request.rawPath + " HTTP/1.1\r\nHost: " + request.headers.value("host")
           + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
           + "\r\nSec-WebSocket-Key: " + request.headers.value("sec-websocket-key").trimmed()
           + "\r\n\r\n";
}

constexpr qint64 s_messageReadAhead = 64 * 1024;
constexpr qsizetype s_keyBytes = 16;

void putBack(QTcpSocket *connection, const QByteArray &bytes)
{
    for (auto byte = bytes.crbegin(); byte != bytes.crend(); ++byte)
        connection->ungetChar(*byte);
}

} // namespace

bool isWebSocketHandshake(const Request &request)
{
    return request.method == Method::Get && hasToken(request.headers, "upgrade", "websocket")
           && hasToken(request.headers, "connection", "upgrade");
}

std::optional<Response> objectionToWebSocket(const Request &request)
{
    if (!isWebSocketHandshake(request)) {
        Response response = Response::error(
            426,
            QStringLiteral("Here is a WebSocket: open it with one, not with a plain request."));
        response.headers.add("upgrade", "websocket");
        return response;
    }
    if (request.headers.value("sec-websocket-version").trimmed() != "13") {
        Response response =
            Response::error(426, QStringLiteral("Version 13 of WebSockets is spoken here."));
        response.headers.add("sec-websocket-version", "13");
        return response;
    }
    const auto key =
        QByteArray::fromBase64Encoding(request.headers.value("sec-websocket-key").trimmed(),
                                       QByteArray::AbortOnBase64DecodingErrors);
    if (!key || key.decoded.size() != s_keyBytes || request.headers.count("sec-websocket-key") != 1)
        return Response::error(400, QStringLiteral("The Sec-WebSocket-Key must be 16 bytes."));
    return {};
}

WebSocketTalk::WebSocketTalk(const Request &request)
    : m_handshake(plainHandshake(request))
{
}

WebSocketTalk::~WebSocketTalk()
{
    if (m_socket)
        m_socket->disconnect(this);
    delete m_socket;
}

void WebSocketTalk::begin(QTcpSocket *connection, const QByteArray &more, const Limits &limits)
{
    m_connection = connection;
    // A frame is read when the whole of it is there.
    connection->setReadBufferSize(limits.messageBytes + s_messageReadAhead);
    // QWebSocketServer would read on behind the handshake, and throw that away.
    m_early = more + connection->readAll();
    putBack(connection, std::exchange(m_handshake, {}));

    auto *server = new QWebSocketServer({}, QWebSocketServer::NonSecureMode, this);
    connect(server, &QWebSocketServer::newConnection, this, [this, server, limits] {
        adopt(server->nextPendingConnection(), limits);
        server->deleteLater();
    });
    connect(connection, &QIODevice::bytesWritten, this, [this] {
        if (m_socket)
            drained();
    });
    server->handleConnection(connection);
}

void WebSocketTalk::adopt(QWebSocket *socket, const Limits &limits)
{
    m_socket = socket;
    m_socket->setParent(this);
    m_socket->setMaxAllowedIncomingFrameSize(quint64(limits.messageBytes));
    m_socket->setMaxAllowedIncomingMessageSize(quint64(limits.messageBytes));
    connect(m_socket, &QWebSocket::textMessageReceived, this, &WebSocketTalk::received);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &WebSocketTalk::receivedBinary);
    connect(m_socket, &QWebSocket::pong, this, [this] { m_pingIsOwed = false; });
    connect(&m_pings, &QTimer::timeout, this, &WebSocketTalk::ping);
    m_pings.start(limits.ping);
    opened();
    if (m_connection && !m_early.isEmpty()) {
        putBack(m_connection, std::exchange(m_early, {}));
        QMetaObject::invokeMethod(m_connection, &QIODevice::readyRead, Qt::QueuedConnection);
    }
}

void WebSocketTalk::send(const QString &text)
{
    if (m_socket)
        m_socket->sendTextMessage(text);
}

void WebSocketTalk::sendBinary(const QByteArray &bytes)
{
    if (m_socket)
        m_socket->sendBinaryMessage(bytes);
}

void WebSocketTalk::ping()
{
    if (std::exchange(m_pingIsOwed, true))
        cut();
    else
        m_socket->ping();
}

void WebSocketTalk::goAway()
{
    m_pings.stop();
    if (m_socket)
        m_socket->close(QWebSocketProtocol::CloseCodeGoingAway);
    else
        cut();
}

void WebSocketTalk::cut()
{
    if (m_connection)
        m_connection->abort();
}

} // namespace Holdfast
