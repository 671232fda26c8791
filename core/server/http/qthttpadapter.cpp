// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/qthttpadapter.h"

#include "core/server/http/gate/innersocket.h"
#include "core/server/http/request.h"
#include "core/server/http/response.h"

#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QPointer>
#include <QTcpServer>

#include <optional>
#include <utility>

namespace Holdfast {

namespace {

constexpr size_t s_keptChannels = 64; // more are rarely in use at a time

// These are the three places where Qt 6.8 is incompatible with Qt 6.4.
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
template<typename Handler>
void setMissingHandler(QHttpServer &server, QObject *context, Handler handler)
{
    server.setMissingHandler(
        context, [handler](const QHttpServerRequest &, QHttpServerResponder &responder) {
            handler(std::move(responder));
        });
}

bool bindServer(QHttpServer &http, QTcpServer *server)
{
    return http.bind(server);
}

void write(QHttpServerResponder &responder, const Response &response)
{
    QHttpHeaders headers;
    if (!response.contentType.isEmpty())
        headers.append(QHttpHeaders::WellKnownHeader::ContentType, response.contentType);
    for (const auto &[name, value] : response.headers)
        headers.append(QLatin1StringView(name), value);
    responder.write(response.body, headers,
                    static_cast<QHttpServerResponder::StatusCode>(response.status));
}
#else
template<typename Handler>
void setMissingHandler(QHttpServer &server, QObject *, Handler handler)
{
    server.setMissingHandler(
        [handler](const QHttpServerRequest &, QHttpServerResponder &&responder) {
            handler(std::move(responder));
        });
}

bool bindServer(QHttpServer &http, QTcpServer *server)
{
    http.bind(server);
    return true;
}

void write(QHttpServerResponder &responder, const Response &response)
{
    responder.writeStatusLine(static_cast<QHttpServerResponder::StatusCode>(response.status));
    if (!response.contentType.isEmpty())
        responder.writeHeader("content-type", response.contentType);
    for (const auto &[name, value] : response.headers)
        responder.writeHeader(name, value);
    responder.writeHeader("content-length", QByteArray::number(response.body.size()));
    responder.writeBody(response.body);
}
#endif

// Cuts the answer. A reply to HEAD has the head of a reply to GET. 204 has no length, and the
// length that Qt gives for 304, and for a reply to HEAD whose body was never made, is not that of
// the answer to GET.
QByteArray cutToFit(QByteArray answer, bool headOnly, int status)
{
    const qsizetype headEnd = answer.indexOf("\r\n\r\n") + 4;
    const bool isWithoutBody = status == 204 || status == 304;
    const bool hasNoLength = isWithoutBody || (headOnly && answer.size() == headEnd);
    if (headOnly || isWithoutBody)
        answer.truncate(headEnd);
    if (hasNoLength) {
        const qsizetype from = answer.toLower().indexOf("\r\ncontent-length:");
        if (from >= 0)
            answer.remove(from, answer.indexOf("\r\n", from + 2) - from);
    }
    return answer;
}

} // namespace

class QtHttpAdapter::Server : public QObject
{
public:
    Server()
    {
        setMissingHandler(http, this, [this](QHttpServerResponder responder) {
            if (receiver)
                receiver->emplace(std::move(responder));
        });
    }

    QHttpServer http;
    // Set while a request is fed: where the QHttpServerResponder is stored. It is only used when
    // QHttpServer's functions have returned: 6.8 does not support an answer within them.
    std::optional<QHttpServerResponder> *receiver = nullptr;
};

class QtHttpAdapter::Channel : public HttpChannel
{
public:
    Channel(Server &server, InnerSocket *socket)
        : m_server(server)
        , m_socket(socket)
    {
    }

    ~Channel() override
    {
        m_responder.reset();
        if (m_socket)
            m_socket->hangUp(); // whereupon QHttpServer deletes it
    }
    Q_DISABLE_COPY_MOVE(Channel)

    bool offer(Method method) override
    {
        m_responder.reset();
        if (!m_socket)
            return false;
        m_headOnly = method == Method::Head;
        m_server.receiver = &m_responder;
        m_socket->feed(toByteArray(method) + " / HTTP/1.1\r\n\r\n");
        m_server.receiver = nullptr;
        return m_responder.has_value();
    }

    QByteArray answer(const Response &response) override
    {
        if (!m_responder || !m_socket)
            return {};
        write(*m_responder, response);
        m_responder.reset();
        return cutToFit(m_socket->takeWritten(), m_headOnly, response.status);
    }

private:
    Server &m_server;
    QPointer<InnerSocket> m_socket;
    std::optional<QHttpServerResponder> m_responder;
    bool m_headOnly = false;
};

void QtHttpAdapter::loadLibraries()
{
    const QHttpServer first;
}

QtHttpAdapter::QtHttpAdapter(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<Server>())
{
}

QtHttpAdapter::~QtHttpAdapter() = default;

bool QtHttpAdapter::bind(QTcpServer *server, Adopt adopt)
{
    QObject *parent = server->parent();
    const bool bound = bindServer(m_server->http, server);
    server->setParent(parent); // bind() takes the server, which must keep its parent
    m_adopt = std::move(adopt);
    return bound;
}

std::unique_ptr<HttpChannel> QtHttpAdapter::openChannel(const QHostAddress &peer, quint16 peerPort)
{
    if (!m_unused.empty()) {
        auto channel = std::move(m_unused.back());
        m_unused.pop_back();
        return channel;
    }
    auto *socket = new InnerSocket(peer, peerPort, this);
    m_adopt(socket);
    return std::make_unique<Channel>(*m_server, socket);
}

void QtHttpAdapter::closeChannel(std::unique_ptr<HttpChannel> channel)
{
    if (m_unused.size() < s_keptChannels)
        m_unused.push_back(std::move(channel));
}

} // namespace Holdfast
