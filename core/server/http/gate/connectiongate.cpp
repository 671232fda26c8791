// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gate/connectiongate.h"

#include "core/server/http/gate/clientsocket.h"
#include "core/server/http/gate/httpchannel.h"
#include "core/server/http/gate/outgoingbytes.h"
#include "core/server/http/parse/headparser.h"
#include "core/server/http/parse/wire.h"
#include "core/server/http/qthttpadapter.h"
#include "core/server/http/stream.h"
#include "core/server/http/websockettalk.h"

#include <QHostAddress>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

template<typename... Visitors>
struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};

template<typename... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

constexpr int s_mostEmptyLines = 4; // before a request; RFC 9112 asks for at least one
constexpr qint64 s_pulledOfHead = 4 * 1024;
// A head is parsed again when a line has ended, or this many bytes more have arrived.
constexpr qsizetype s_lookedAtAgain = 1024;

} // namespace

ConnectionGate::ConnectionGate(ClientSocket *socket, const GateContext &context, Place place,
                               QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_socket(socket)
    , m_place(std::move(place))
    , m_told(context.observer)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_deadline.setSingleShot(true);
    connect(m_socket, &QIODevice::readyRead, this, &ConnectionGate::process);
    connect(m_socket, &QIODevice::bytesWritten, this, &ConnectionGate::process);
    connect(m_socket, &QIODevice::readChannelFinished, this, &ConnectionGate::onFinished);
    connect(m_socket, &QAbstractSocket::disconnected, this, &ConnectionGate::onDisconnected);
    connect(&m_deadline, &QTimer::timeout, this, &ConnectionGate::onDeadline);
    enter(State::Idle, idleTime());
}

ConnectionGate::~ConnectionGate()
{
    m_socket->disconnect(this);
    m_context.turns->leave(*this);
    letGo();
    m_socket->setParent(this); // it is destroyed after the talk, which still uses it
    m_talk.reset();
}

void ConnectionGate::process()
{
    if (m_processing)
        return;
    const QScopedValueRollback processing(m_processing, true);
    while (readNext()) { }
    if (m_state == State::Waiting && m_isUrgent && mayAnswer()) {
        dispatch();
        while (readNext()) { }
    }
    if (m_state == State::Waiting && mayAnswer())
        m_context.turns->lineUp(*this);
    // The rest of an incomplete request will not arrive any more.
    if (m_socket->hasPeerFinished() && isReading())
        closeSoon();
}

void ConnectionGate::takeTurn()
{
    if (m_state != State::Waiting || !mayAnswer())
        return; // process() is called again when the client has taken some data
    {
        const QScopedValueRollback processing(m_processing, true);
        dispatch();
    }
    process();
}

// Returns whether there is room for one more reply. An urgent one waits for no other client.
bool ConnectionGate::mayAnswer() const
{
    const qint64 untaken = m_socket->bytesToWrite();
    const OutgoingBytes &all = *m_context.outgoing;
    return untaken <= m_context.limits.backlogBytes
           && (m_isUrgent || !(untaken == 0 ? all.isFull() : all.isCrowded()));
}

std::chrono::milliseconds ConnectionGate::idleTime() const
{
    return admission() == Admission::Full ? m_context.limits.idle : m_context.limits.reservedIdle;
}

bool ConnectionGate::isReading() const
{
    return m_state == State::Idle || m_state == State::ReadingHead || m_state == State::ReadingBody;
}

// Reads the next part, if there are bytes for it.
bool ConnectionGate::readNext()
{
    switch (m_state) {
    case State::Idle:
        if (m_buffer.isEmpty() && !pull())
            return false;
        if (admission() == Admission::Full)
            enter(State::ReadingHead, m_context.limits.headTimeout);
        else
            m_state = State::ReadingHead; // the head keeps its original deadline
        return true;
    case State::ReadingHead:
        return readHead();
    case State::ReadingBody:
        return readBody();
    case State::Waiting:
    case State::Replying:
    case State::Streaming:
    case State::Talking:
    case State::Closing:
        break;
    }
    return false;
}

bool ConnectionGate::pull()
{
    const QByteArray more =
        m_state == State::ReadingBody ? m_socket->readAll() : m_socket->read(s_pulledOfHead);
    m_buffer += more;
    return !more.isEmpty();
}

bool ConnectionGate::readHead()
{
    if (m_buffer.startsWith("\r\n") && m_emptyLines < s_mostEmptyLines) {
        ++m_emptyLines;
        m_buffer.remove(0, 2); // some clients end a body with an empty line
        enter(State::Idle, idleTime());
        return true;
    }
    if (m_buffer == "\r")
        return pull();
    if (m_looked > 0 && m_buffer.size() - m_looked < s_lookedAtAgain
        && m_buffer.indexOf('\n', m_looked) < 0)
        return pull();
    m_looked = m_buffer.size();
    return std::visit(Overloaded {
                          [this](HeadIncomplete) { return pull(); },
                          [this](HeadRefused &&refused) {
                              refuse(refused);
                              return false;
                          },
                          [this](RequestHead &&head) { return acceptHead(std::move(head)); },
                      },
                      parseHead(m_buffer, m_context.limits));
}

bool ConnectionGate::acceptHead(RequestHead &&head)
{
    m_buffer.remove(0, head.size);
    m_looked = 0;
    m_emptyLines = 0;
    m_request = std::move(head.request);
    m_request.peerAddress = m_socket->peerAddress();
    m_request.peerPort = m_socket->peerPort();
    if (!m_request.headers.contains("host"))
        m_request.headers.set("host", m_socket->localAuthority());
    m_context.origins.locate(m_request);
    if (m_context.identify)
        m_request.access = m_context.identify(m_request);
    m_request.client = ClientId::of(m_request);
    m_access = m_request.access;
    m_client = m_request.client;
    m_isUrgent = m_context.isUrgent && m_context.isUrgent(m_request);
    if (admission() == Admission::UrgentOnly && !m_isUrgent) {
        refuse(noPlaceResponse(m_place.denied));
        return false;
    }
    // A stop is counted nowhere: no other request of its client may stand in its way.
    if (const auto hit =
            m_isUrgent ? std::nullopt : m_context.quotas->countRequest(m_request.client)) {
        refuse(hit->toResponse());
        return false;
    }
    m_keepAlive = head.keepAlive && admission() == Admission::Full;
    m_headOnly = m_request.method == Method::Head;
    m_body = BodyReader(head, m_context.limits.bodyBytes);
    if (const auto hit = takeRoomForBody(head)) {
        refuse(hit->toResponse(QStringLiteral("Too much is being sent at the same time.")));
        return false;
    }
    enter(State::ReadingBody, m_context.limits.bodyTimeout);
    if (head.expectsContinue && m_buffer.size() < (head.isChunked ? 1 : head.contentLength))
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    return true;
}

// Reserves memory for the body. Returns the limit when other bodies use all of it. A body that is too long is refused.
std::optional<LimitHit> ConnectionGate::takeRoomForBody(const RequestHead &head)
{
    const Limits &limits = m_context.limits;
    const qint64 size =
        std::min(head.isChunked ? limits.bodyBytes : head.contentLength, limits.bodyBytes);
    if (size <= limits.smallBodyBytes)
        return {};
    ClientQuotas::Outcome taken = m_context.quotas->take(Counted::Bodies, m_request.client, size);
    m_room = std::move(taken.share);
    return taken.hit;
}

bool ConnectionGate::readBody()
{
    if (!m_body.read(m_buffer))
        return pull();
    if (m_body.refusal())
        refuse(*m_body.refusal());
    else
        enter(State::Waiting, {});
    return true;
}

void ConnectionGate::dispatch()
{
    enter(State::Replying, {});
    m_room.reset();
    m_request.body = m_body.take();
    m_replyHeaders = m_context.origins.replyHeaders(m_request);
    m_wantsWebSocket = isWebSocketHandshake(m_request);
    m_told.begin(m_request.method);
    m_channel = m_context.adapter->openChannel(m_request.peerAddress, m_request.peerPort);
    if (!m_channel->offer(m_request.method)) {
        refuse(Response::error(400, QStringLiteral("The request could not be understood.")));
        return;
    }
    const auto pending = PendingReply::create(*this);
    m_pending = pending.get();
    if (m_socket->isReset())
        m_pending->clientLeft();
    answerBy(Responder(pending), std::exchange(m_request, {}));
    if (m_pending && m_socket->hasPeerFinished())
        m_pending->clientFinished();
}

void ConnectionGate::answerBy(const Responder &responder, const Request &request)
{
    try {
        if (const auto answer = m_context.origins.answer(request))
            responder.reply(*answer);
        else if (m_wantsWebSocket && !m_context.origins.mayOpenWebSocket(request))
            responder.reply(Response::error(
                403, QStringLiteral("Pages of another host may not use this server.")));
        else
            m_context.handle(request, responder);
    } catch (const std::exception &error) {
        qCritical("%s %s: %s", toByteArray(request.method).constData(), request.rawPath.constData(),
                  error.what());
        responder.reply(Response::error(500, QStringLiteral("Internal Server Error")));
    } catch (...) {
        qCritical("%s %s: an unknown exception", toByteArray(request.method).constData(),
                  request.rawPath.constData());
        responder.reply(Response::error(500, QStringLiteral("Internal Server Error")));
    }
}

void ConnectionGate::sendReply(const Response &response)
{
    if (std::exchange(m_wantsWebSocket, false) && response.status < 300) {
        // A client that asks for a WebSocket is not served the resource that others read there.
        sendReply(Response::error(404, QStringLiteral("There is no WebSocket here.")));
        return;
    }
    m_told.answered(response.status);
    m_socket->write(m_channel->answer(completed(response, m_replyHeaders, m_keepAlive)));
    m_context.adapter->closeChannel(std::move(m_channel));
    if (!m_keepAlive) {
        closeSoon();
        return;
    }
    enter(State::Idle, m_context.limits.idle);
    process();
}

void ConnectionGate::sendStream(std::unique_ptr<Stream> stream)
{
    m_keepAlive = false;
    m_channel.reset();
    const Response head = stream->head();
    m_told.answered(head.status);
    m_socket->write(headToWire(completed(head, m_replyHeaders, m_keepAlive)));
    if (m_headOnly) {
        closeSoon();
        return;
    }
    enter(State::Streaming, {});
    m_stream = stream.release();
    m_stream->setParent(this);
    connect(m_stream, &Stream::finished, this, &ConnectionGate::closeSoon);
    m_stream->begin(m_socket);
    if (m_stream && m_socket->hasPeerFinished())
        m_stream->end();
}

void ConnectionGate::openWebSocket(std::unique_ptr<WebSocketTalk> talk)
{
    m_keepAlive = false;
    m_channel.reset();
    m_told.answered(101);
    enter(State::Talking, {});
    m_talk = std::move(talk);
    connect(m_talk.get(), &WebSocketTalk::finished, this, &ConnectionGate::closeSoon);
    m_talk->begin(m_socket, std::exchange(m_buffer, {}),
                  {m_context.limits, *m_context.turns, *m_context.quotas, m_client});
    if (m_socket->hasPeerFinished())
        closeSoon();
}

void ConnectionGate::refuse(const Response &response)
{
    m_keepAlive = false;
    m_told.refused(response.status);
    m_socket->write(refusalToWire(response));
    enter(State::Closing, {});
    m_buffer = {};
    m_room.reset();
    m_socket->closeAndLinger();
}

void ConnectionGate::refuse(const HeadRefused &refused)
{
    if (!refused.limit) {
        refuse(Response::error(refused.status, refused.detail));
        return;
    }
    const LimitHit hit = LimitHit::of(*refused.limit, m_context.limits, refused.status);
    m_context.quotas->note(hit);
    refuse(hit.toResponse(refused.detail));
}

void ConnectionGate::shutDown()
{
    m_keepAlive = false;
    if (isReading())
        closeSoon();
    else if (m_state == State::Streaming && m_stream)
        m_stream->end();
    else if (m_state == State::Talking)
        m_talk->goAway();
}

void ConnectionGate::abort()
{
    m_socket->abort();
}

void ConnectionGate::enter(State state, std::chrono::milliseconds deadline)
{
    m_state = state;
    if (deadline.count() > 0)
        m_deadline.start(deadline);
    else
        m_deadline.stop();
}

void ConnectionGate::closeSoon()
{
    if (m_state == State::Closing)
        return;
    enter(State::Closing, {});
    if (m_stream)
        m_stream->deleteLater();
    if (m_buffer.isEmpty() && m_socket->bytesAvailable() == 0)
        m_socket->closeWhenWritten();
    else
        m_socket->closeAndLinger();
}

void ConnectionGate::onDeadline()
{
    if (admission() == Admission::UrgentOnly)
        refuse(noPlaceResponse(m_place.denied));
    else if (m_state == State::Idle)
        closeSoon();
    else
        refuse(HeadRefused {408, QStringLiteral("The request took too long to arrive."),
                            m_state == State::ReadingBody ? ConnectionLimit::BodyTime
                                                          : ConnectionLimit::HeadTime});
}

// The client will send nothing more. It may wait for its answer, or have gone: both look the same.
void ConnectionGate::onFinished()
{
    if (m_state == State::Replying && m_pending)
        m_pending->clientFinished();
    else if (m_state == State::Streaming && m_stream)
        m_stream->end();
    else if (m_state == State::Talking)
        closeSoon();
    else
        process();
}

void ConnectionGate::onDisconnected()
{
    enter(State::Closing, {});
    letGo();
    Q_EMIT closed();
    deleteLater();
}

void ConnectionGate::letGo()
{
    m_room.reset();
    m_place.share.reset();
    if (m_stream)
        m_stream->deleteLater();
    if (m_pending)
        m_pending->clientLeft();
    m_channel.reset();
}

} // namespace Holdfast
