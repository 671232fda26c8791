// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gate/clientsocket.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

// The read-ahead limit: many clients together may send much that has to wait.
constexpr qint64 s_socketReadAhead = 16 * 1024;
constexpr qint64 s_countedAtMost = 4 * 1024 * 1024;

} // namespace

ClientSocket::ClientSocket(const Limits &limits, OutgoingBytes &outgoing, QObject *parent)
    : NetworkSocket(parent)
    , m_limits(limits)
    , m_outgoing(outgoing)
{
    setReadBufferSize(s_socketReadAhead);
    m_writeStall.setSingleShot(true);
    m_lingering.setSingleShot(true);
    connect(&m_writeStall, &QTimer::timeout, this, &QAbstractSocket::abort);
    connect(&m_lingering, &QTimer::timeout, this, &QAbstractSocket::abort);
    connect(this, &QIODevice::bytesWritten, this, &ClientSocket::onBytesWritten);
    connect(this, &QAbstractSocket::disconnected, this, [this] {
        countOutgoing();
        m_writeStall.stop();
        m_lingering.stop();
        m_handshake.stop();
    });
}

ClientSocket::~ClientSocket()
{
    // The base class emits disconnected() when the timers are already destroyed.
    QObject::disconnect(this, nullptr, this, nullptr);
    m_outgoing.change(-m_counted);
}

void ClientSocket::startTls(const std::shared_ptr<const TlsContext> &context)
{
    NetworkSocket::startTls(context);
    m_handshake.setSingleShot(true);
    connect(&m_handshake, &QTimer::timeout, this, [this] {
        if (!isReady())
            abort();
    });
    m_handshake.start(m_limits.headTimeout);
}

QByteArray ClientSocket::localAuthority() const
{
    QUrl url;
    url.setHost(localAddress().toString());
    url.setPort(localPort());
    return url.authority().toLatin1();
}

bool ClientSocket::hasStalledFor(std::chrono::milliseconds time) const
{
    return m_writeStall.isActive()
           && m_limits.writeStall - m_writeStall.remainingTimeAsDuration() >= time;
}

bool ClientSocket::hasOwedFor(std::chrono::milliseconds time) const
{
    return m_owed.isValid() && m_owed.hasExpired(time.count());
}

void ClientSocket::closeWhenWritten()
{
    disconnectFromHost();
}

void ClientSocket::closeAndLinger()
{
    m_lingering.start(m_limits.lingering);
    connect(this, &QIODevice::readyRead, this, &ClientSocket::throwAway);
    connect(this, &QIODevice::readChannelFinished, this, &ClientSocket::closeWhenWritten);
    throwAway();
    if (hasPeerFinished())
        closeWhenWritten();
    else if (bytesToWrite() == 0)
        shutDownSending();
}

qint64 ClientSocket::writeData(const char *data, qint64 size)
{
    const qint64 written = NetworkSocket::writeData(data, size);
    if (!m_writeStall.isActive())
        watchWriting();
    countOutgoing();
    return written;
}

void ClientSocket::onBytesWritten()
{
    countOutgoing();
    watchWriting();
    if (m_lingering.isActive() && bytesToWrite() == 0)
        shutDownSending();
}

void ClientSocket::countOutgoing()
{
    const qint64 bytes = bytesToWrite();
    if (bytes == 0)
        m_owed.invalidate();
    else if (!m_owed.isValid())
        m_owed.start();
    // One large reply alone does not make the server crowded.
    const qint64 now = std::min(bytes, s_countedAtMost);
    m_outgoing.change(now - std::exchange(m_counted, now));
}

void ClientSocket::watchWriting()
{
    if (bytesToWrite() > 0)
        m_writeStall.start(m_limits.writeStall);
    else
        m_writeStall.stop();
}

void ClientSocket::throwAway()
{
    const qint64 size = std::min(bytesAvailable(), m_toThrowAway);
    if (size > 0)
        m_toThrowAway -= skip(size);
}

} // namespace Holdfast
