// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/http/rawclient.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace Holdfast {

namespace {

constexpr std::chrono::milliseconds s_patience {20'000};

bool isReady(int descriptor, short what, std::chrono::milliseconds limit)
{
    pollfd waiting {descriptor, what, 0};
    return ::poll(&waiting, 1, static_cast<int>(limit.count())) > 0;
}

} // namespace

RawClient::RawClient(quint16 port)
    : RawClient(port, ::socket(AF_INET, SOCK_STREAM, 0))
{
}

RawClient::RawClient(quint16 port, int socket)
    : m_descriptor(socket)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof(address)) != 0)
        close();
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

RawClient::~RawClient()
{
    close();
}

qint64 RawClient::send(const QByteArray &bytes, std::chrono::milliseconds patience)
{
    qint64 sent = 0;
    while (sent < bytes.size() && isReady(m_descriptor, POLLOUT, patience)) {
        const auto count =
            ::send(m_descriptor, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent),
                   MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count <= 0)
            break;
        sent += count;
    }
    return sent;
}

void RawClient::sendSlowly(const QByteArray &bytes)
{
    for (const char byte : bytes)
        send(QByteArray(1, byte));
}

bool RawClient::receive(std::chrono::milliseconds limit)
{
    if (m_ended || !isReady(m_descriptor, POLLIN, limit))
        return false;
    char chunk[65536];
    const auto count = ::recv(m_descriptor, chunk, sizeof(chunk), 0);
    m_ended = count <= 0;
    if (count > 0)
        m_buffer.append(chunk, count);
    return count > 0;
}

RawReply RawClient::reply(bool hasBody)
{
    qsizetype end = 0;
    while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
        if (!receive(s_patience))
            return {};
    }
    RawReply reply;
    const QByteArrayList lines = m_buffer.first(end).split('\n');
    reply.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray &line : lines.mid(1))
        reply.headers.add(line.first(line.indexOf(':')), line.mid(line.indexOf(':') + 1).trimmed());
    m_buffer.remove(0, end + 4);
    if (!hasBody || reply.status == 204 || reply.status == 304 || reply.status == 100)
        return reply;
    const bool hasLength = reply.headers.contains("content-length");
    const qsizetype length = reply.headers.value("content-length").toLongLong();
    while (!hasLength || m_buffer.size() < length) {
        if (!receive(s_patience))
            break;
    }
    reply.body = hasLength ? m_buffer.left(length) : m_buffer;
    m_buffer.remove(0, reply.body.size());
    return reply;
}

RawReply RawClient::request(const QByteArray &bytes)
{
    send(bytes);
    return reply();
}

QByteArray RawClient::read(qsizetype size)
{
    while (m_buffer.size() < size && receive(s_patience)) { }
    return std::exchange(m_buffer, {});
}

bool RawClient::isClosed()
{
    receive(s_patience);
    return m_ended && m_buffer.isEmpty();
}

bool RawClient::isSilent(std::chrono::milliseconds time)
{
    return m_buffer.isEmpty() && !receive(time) && !m_ended;
}

void RawClient::finish()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void RawClient::finishWith(const QByteArray &bytes)
{
    ::send(m_descriptor, bytes.constData(), static_cast<size_t>(bytes.size()),
           MSG_NOSIGNAL | MSG_MORE);
    finish();
}

void RawClient::reset()
{
    const linger atOnce {1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &atOnce, sizeof(atOnce));
    close();
}

void RawClient::takeLittle()
{
    const int size = 64 * 1024;
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
}

void RawClient::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

} // namespace Holdfast
