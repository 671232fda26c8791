// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/websockettalk.h"

#include "core/server/http/gate/innersocket.h"

#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

// The sub-protocol that is chosen when the client offers it. Messages are the same without it. A web page offers it beside its
// token, as a browser takes no answer that chooses none of those that were offered.
constexpr auto s_subprotocol = "holdfast";

// Returns the handshake as QWebSocketServer gets it: only parts that were checked. Of the subprotocols only ours is passed on.
QByteArray plainHandshake(const Request &request)
{
    return "GET " + request.rawPath + " HTTP/1.1\r\nHost: " + request.headers.value("host")
           + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
           + "\r\nSec-WebSocket-Key: " + request.headers.value("sec-websocket-key").trimmed()
           + (request.headers.lists("sec-websocket-protocol", s_subprotocol)
                  ? QByteArray("\r\nSec-WebSocket-Protocol: ") + s_subprotocol
                  : QByteArray())
           + "\r\n\r\n";
}

constexpr qsizetype s_keyBytes = 16;
constexpr qsizetype s_longestReason = 120; // RFC 6455, 5.5: a control frame has at most 125 bytes
// A ping has six bytes, so this is some hundreds of them.
constexpr qint64 s_readAtOnce = 4 * 1024;

} // namespace

bool isWebSocketHandshake(const Request &request)
{
    return request.method == Method::Get && request.headers.lists("upgrade", "websocket")
           && request.headers.lists("connection", "upgrade");
}

std::optional<Response> objectionToWebSocket(const Request &request)
{
    if (!isWebSocketHandshake(request)) {
        Response response =
            Response::error(426, QStringLiteral("This path is a WebSocket: open it with a "
                                                "WebSocket handshake, not with a plain request."));
        response.headers.add("upgrade", "websocket");
        response.headers.add("connection", "upgrade");
        return response;
    }
    if (request.headers.value("sec-websocket-version").trimmed() != "13") {
        Response response = Response::error(
            426, QStringLiteral("Only version 13 of the WebSocket protocol is supported."));
        response.headers.add("upgrade", "websocket");
        response.headers.add("connection", "upgrade");
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
    if (m_turns)
        m_turns->leave(*this);
    if (m_inner) {
        m_inner->disconnect(this);
        m_inner->setParent(this); // it is destroyed after QWebSocket, which still uses it
    }
    if (m_socket)
        m_socket->disconnect(this);
    delete m_socket;
}

void WebSocketTalk::begin(QTcpSocket *connection, const QByteArray &more,
                          const Surroundings &surroundings)
{
    m_connection = connection;
    m_turns = &surroundings.turns;
    m_quotas = &surroundings.quotas;
    m_client = surroundings.client;
    m_limits = surroundings.limits;
    m_early = more;
    m_frames = MaskedFrames(m_limits.messageBytes);
    m_messageDeadline.setSingleShot(true);
    connect(&m_messageDeadline, &QTimer::timeout, this, [this] {
        refuseMessage(ConnectionLimit::MessageTime, QWebSocketProtocol::CloseCodePolicyViolated);
    });
    m_inner = new InnerSocket(connection->peerAddress(), connection->peerPort(), this);
    connect(m_inner, &InnerSocket::written, this, [this] {
        if (m_connection)
            m_connection->write(m_inner->takeWritten());
    });
    connect(m_inner, &QAbstractSocket::disconnected, this, &WebSocketTalk::finished);
    connect(connection, &QIODevice::readyRead, this, &WebSocketTalk::lineUp);
    connect(connection, &QIODevice::bytesWritten, this, [this] {
        if (m_socket)
            drained();
        lineUp();
    });

    auto *server = new QWebSocketServer({}, QWebSocketServer::NonSecureMode, this);
    server->setSupportedSubprotocols({QString::fromLatin1(s_subprotocol)});
    connect(server, &QWebSocketServer::newConnection, this, [this, server] {
        adopt(server->nextPendingConnection());
        server->deleteLater();
    });
    server->handleConnection(m_inner);
    m_inner->feedOn(std::exchange(m_handshake, {}));
}

void WebSocketTalk::adopt(QWebSocket *socket)
{
    m_socket = socket;
    m_socket->setParent(this);
    m_socket->setMaxAllowedIncomingFrameSize(quint64(m_limits.messageBytes));
    m_socket->setMaxAllowedIncomingMessageSize(quint64(m_limits.messageBytes));
    connect(m_socket, &QWebSocket::textMessageReceived, this, &WebSocketTalk::received);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &WebSocketTalk::receivedBinary);
    connect(m_socket, &QWebSocket::pong, this, [this] { m_pingIsOwed = false; });
    connect(&m_pings, &QTimer::timeout, this, &WebSocketTalk::ping);
    m_pings.start(m_limits.ping);
    opened();
    lineUp(); // QWebSocket reads once this has returned
}

void WebSocketTalk::lineUp()
{
    m_turns->lineUp(*this);
}

// Passes some of the bytes from the network on to QWebSocket. A client that does not take the
// answers has to wait: each ping has one.
void WebSocketTalk::takeTurn()
{
    if (!m_socket || !m_inner || !m_connection || m_frames.hasUnmasked() || m_isRefused
        || m_connection->bytesToWrite() > m_limits.backlogBytes)
        return;
    QByteArray bytes = std::exchange(m_early, {});
    bytes += m_connection->read(std::max<qint64>(0, s_readAtOnce - bytes.size()));
    if (bytes.isEmpty())
        return;
    lineUp();
    const qsizetype good = m_frames.accept(bytes);
    if (m_frames.hasTooLong()) {
        refuseMessage(ConnectionLimit::MessageBytes, QWebSocketProtocol::CloseCodeTooMuchData);
        return;
    }
    if (!hasRoomForMessage())
        return;
    if (good > 0)
        m_inner->feedOn(bytes.first(good));
    if (m_frames.hasUnmasked())
        m_socket->close(QWebSocketProtocol::CloseCodeProtocolError,
                        QStringLiteral("A client must mask its frames."));
}

// Counts the bytes of the message that is arriving. Returns false, and closes, when they are too many.
bool WebSocketTalk::hasRoomForMessage()
{
    if (!m_frames.isWithinMessage()) {
        m_messageDeadline.stop();
        m_unfinished.reset();
        return true;
    }
    if (!m_messageDeadline.isActive())
        m_messageDeadline.start(m_limits.messageTimeout);
    const qint64 bytes = m_frames.unfinishedBytes();
    std::optional<LimitHit> hit;
    if (m_unfinished) {
        hit = m_unfinished->change(bytes);
    } else {
        ClientQuotas::Outcome taken = m_quotas->take(Counted::Messages, m_client, bytes);
        m_unfinished = std::move(taken.share);
        hit = taken.hit;
    }
    if (hit)
        closeBecauseOf(*hit, QWebSocketProtocol::CloseCodePolicyViolated);
    return !hit;
}

void WebSocketTalk::refuseMessage(ConnectionLimit limit, int code)
{
    const LimitHit hit = LimitHit::of(limit, m_limits, 413);
    m_quotas->note(hit);
    closeBecauseOf(hit, code);
}

// Closes at once: what has arrived of the message is kept until then.
void WebSocketTalk::closeBecauseOf(const LimitHit &hit, int code)
{
    m_isRefused = true;
    m_messageDeadline.stop();
    if (m_socket)
        m_socket->close(QWebSocketProtocol::CloseCode(code),
                        hit.toSentence().left(s_longestReason));
    Q_EMIT finished();
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
