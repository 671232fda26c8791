// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gate/networksocket.h"

#include "core/server/http/parse/wire.h"

#include <QHostAddress>
#include <QSocketNotifier>
#include <QVariant>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace Holdfast {

namespace {

constexpr qint64 s_receivedAtOnce = 64 * 1024;

struct SocketName
{
    QHostAddress address;
    quint16 port = 0;
};

using NameFunction = int (*)(int, sockaddr *, socklen_t *);

SocketName socketName(NameFunction nameOf, int descriptor)
{
    sockaddr_storage storage {};
    socklen_t size = sizeof(storage);
    auto *name = reinterpret_cast<sockaddr *>(&storage);
    if (nameOf(descriptor, name, &size) != 0)
        return {}; // reading will report the error
    const bool isV6 = storage.ss_family == AF_INET6;
    const in_port_t port = isV6 ? reinterpret_cast<sockaddr_in6 *>(&storage)->sin6_port
                                : reinterpret_cast<sockaddr_in *>(&storage)->sin_port;
    return {QHostAddress(name), ntohs(port)};
}

// Returns the answer to a client that speaks plain HTTP where TLS is spoken.
QByteArray plainHttpAnswer()
{
    return refusalToWire(Response::error(
        400, QStringLiteral("This server speaks TLS: its address begins with https.")));
}

} // namespace

NetworkSocket::NetworkSocket(QObject *parent)
    : QTcpSocket(parent)
{
}

NetworkSocket::~NetworkSocket()
{
    drop();
    // The state prevents the base class from closing a connection that does not exist.
    setSocketState(UnconnectedState);
    setOpenMode(NotOpen);
}

QHostAddress NetworkSocket::peerOf(int descriptor)
{
    return socketName(&::getpeername, descriptor).address;
}

bool NetworkSocket::setSocketDescriptor(qintptr descriptor, SocketState state, OpenMode mode)
{
    if (descriptor < 0 || m_descriptor >= 0 || state != ConnectedState)
        return false;
    m_descriptor = static_cast<int>(descriptor);
    const SocketName peer = socketName(&::getpeername, m_descriptor);
    setPeerAddress(peer.address);
    setPeerPort(peer.port);
    const SocketName own = socketName(&::getsockname, m_descriptor);
    setLocalAddress(own.address);
    setLocalPort(own.port);
    setSocketState(ConnectedState);
    // This class does the buffering instead of QIODevice.
    setOpenMode(mode | Unbuffered);
    m_readable = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    m_writable = new QSocketNotifier(m_descriptor, QSocketNotifier::Write, this);
    m_writable->setEnabled(false);
    connect(m_readable, &QSocketNotifier::activated, this, &NetworkSocket::onReadable);
    connect(m_writable, &QSocketNotifier::activated, this, &NetworkSocket::onWritable);
    return true;
}

void NetworkSocket::setSocketOption(SocketOption option, const QVariant &value)
{
    const int number = value.toInt();
    const auto set = [this, number](int level, int name) {
        ::setsockopt(m_descriptor, level, name, &number, sizeof(number));
    };
    if (option == LowDelayOption)
        set(IPPROTO_TCP, TCP_NODELAY);
    else if (option == KeepAliveOption)
        set(SOL_SOCKET, SO_KEEPALIVE);
    else if (option == SendBufferSizeSocketOption)
        set(SOL_SOCKET, SO_SNDBUF);
    else if (option == ReceiveBufferSizeSocketOption)
        set(SOL_SOCKET, SO_RCVBUF);
}

void NetworkSocket::setReadBufferSize(qint64 size)
{
    QTcpSocket::setReadBufferSize(size);
    watchReading();
}

qint64 NetworkSocket::bytesAvailable() const
{
    // The direct base's function is not used: it asks its own engine.
    return QIODevice::bytesAvailable() + m_input.size();
}

void NetworkSocket::startTls(std::shared_ptr<const TlsContext> context)
{
    m_tls = std::make_unique<TlsSession>(std::move(context));
}

void NetworkSocket::shutDownSending()
{
    if (m_tls) {
        m_tls->finish();
        const QByteArray last = m_tls->takeEncrypted(); // a few bytes, and no others wait
        (void)!::send(m_descriptor, last.constData(), size_t(last.size()),
                      MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    ::shutdown(m_descriptor, SHUT_WR);
}

void NetworkSocket::disconnectFromHost()
{
    if (m_descriptor < 0)
        return;
    setSocketState(ClosingState);
    m_readable->setEnabled(false);
    if (m_tls) {
        m_tls->finish();
        flushTls();
    }
    if (m_output.isEmpty())
        end();
}

void NetworkSocket::close()
{
    end();
}

qint64 NetworkSocket::readData(char *data, qint64 maxSize)
{
    const qsizetype size = std::min<qsizetype>(maxSize, m_input.size());
    std::copy_n(m_input.constData(), size, data); // data may be null where nothing is to be read
    m_input.remove(0, size);
    if (m_input.isEmpty())
        m_input = {}; // frees its memory
    watchReading();
    return size;
}

qint64 NetworkSocket::readLineData(char *data, qint64 maxSize)
{
    return QIODevice::readLineData(data, maxSize);
}

qint64 NetworkSocket::skipData(qint64 maxSize)
{
    return QIODevice::skipData(maxSize);
}

qint64 NetworkSocket::writeData(const char *data, qint64 size)
{
    if (state() != ConnectedState)
        return -1;
    if (m_tls) {
        m_tls->write(QByteArrayView(data, size));
        flushTls();
        return size;
    }
    m_output.append(data, size);
    m_writable->setEnabled(!m_output.isEmpty());
    return size;
}

bool NetworkSocket::hasRoom() const
{
    return readBufferSize() == 0 || m_input.size() < readBufferSize();
}

void NetworkSocket::watchReading()
{
    // After a FIN the descriptor is readable for ever.
    if (m_descriptor >= 0)
        m_readable->setEnabled(state() == ConnectedState && !m_hasPeerFinished && hasRoom());
}

void NetworkSocket::onReadable()
{
    const qsizetype before = m_input.size();
    receive();
    watchReading();
    // The state is set first, so that a listener of readyRead() sees whether the peer can still
    // read an answer.
    if (m_input.size() > before)
        Q_EMIT readyRead();
    if (m_isReset)
        end();
    else if (m_hasPeerFinished && state() == ConnectedState)
        Q_EMIT readChannelFinished();
}

void NetworkSocket::receive()
{
    std::array<char, s_receivedAtOnce> chunk; // not filled, so it costs nothing
    while (hasRoom()) {
        const qint64 room = readBufferSize() == 0
                                ? s_receivedAtOnce
                                : std::min(readBufferSize() - m_input.size(), s_receivedAtOnce);
        const ssize_t count =
            ::recv(m_descriptor, chunk.data(), static_cast<size_t>(room), MSG_DONTWAIT);
        if (count > 0) {
            take(QByteArrayView(chunk.data(), count));
            if (m_hasPeerFinished || m_isReset)
                return;
        } else if (count == 0) {
            m_hasPeerFinished = true;
            return;
        } else if (errno != EINTR) {
            m_isReset = errno != EAGAIN && errno != EWOULDBLOCK;
            return;
        }
    }
}

void NetworkSocket::take(QByteArrayView received)
{
    if (!m_tls) {
        m_input.append(received);
        return;
    }
    if (!m_tls->receive(received, m_input))
        m_isReset = true; // what TLS says about that is sent, if the client takes it at once
    m_hasPeerFinished = m_tls->isFinished();
    flushTls();
    if (!m_isReset)
        return;
    if (m_tls->wasPlainHttp())
        m_output = plainHttpAnswer();
    (void)!::send(m_descriptor, m_output.constData(), size_t(m_output.size()),
                  MSG_DONTWAIT | MSG_NOSIGNAL);
}

// Moves what TLS wants to send to the output.
void NetworkSocket::flushTls()
{
    m_output += m_tls->takeEncrypted();
    m_writable->setEnabled(!m_output.isEmpty());
}

void NetworkSocket::onWritable()
{
    const ssize_t count = ::send(m_descriptor, m_output.constData(),
                                 static_cast<size_t>(m_output.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count < 0) {
        if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
            return;
        m_isReset = true;
        end();
        return;
    }
    m_output.remove(0, count);
    if (m_output.isEmpty()) {
        m_output = {}; // frees its memory
        m_writable->setEnabled(false);
    }
    Q_EMIT bytesWritten(count);
    if (m_output.isEmpty() && state() == ClosingState)
        end();
}

void NetworkSocket::drop()
{
    if (m_descriptor < 0)
        return;
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    ::close(std::exchange(m_descriptor, -1));
    m_input = {};
    m_output = {};
}

void NetworkSocket::end()
{
    if (m_descriptor < 0)
        return;
    drop();
    setSocketState(UnconnectedState);
    Q_EMIT disconnected();
}

} // namespace Holdfast
