// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/clientsocket.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <sys/socket.h>

namespace Holdfast {

namespace {

constexpr qint64 s_socketReadAhead = 64 * 1024; // what Qt may read before it is asked for

} // namespace

ClientSocket::ClientSocket(const Limits &limits, QObject *parent)
    : QTcpSocket(parent)
    , m_limits(limits)
{
    setReadBufferSize(s_socketReadAhead);
    m_writeStall.setSingleShot(true);
    m_lingering.setSingleShot(true);
    connect(&m_writeStall, &QTimer::timeout, this, &QAbstractSocket::abort);
    connect(&m_lingering, &QTimer::timeout, this, &QAbstractSocket::abort);
    connect(this, &QIODevice::bytesWritten, this, &ClientSocket::onBytesWritten);
    connect(this, &QAbstractSocket::disconnected, this, [this] {
        m_writeStall.stop();
        m_lingering.stop();
    });
}

ClientSocket::~ClientSocket()
{
    // The base class says that it is disconnected when the timers are gone already.
    QObject::disconnect(this, nullptr, this, nullptr);
}

QByteArray ClientSocket::localAuthority() const
{
    QUrl url;
    url.setHost(localAddress().toString());
    url.setPort(localPort());
    return url.authority().toLatin1();
}

void ClientSocket::closeWhenWritten()
{
    disconnectFromHost();
}

void ClientSocket::closeAndLinger()
{
    m_lingering.start(m_limits.lingering);
    connect(this, &QIODevice::readyRead, this, &ClientSocket::throwAway);
    throwAway();
    if (bytesToWrite() == 0)
        closeSendingHalf();
}

qint64 ClientSocket::writeData(const char *data, qint64 size)
{
    const qint64 written = QTcpSocket::writeData(data, size);
    if (!m_writeStall.isActive())
        watchWriting();
    return written;
}

void ClientSocket::onBytesWritten()
{
    watchWriting();
    if (m_lingering.isActive() && bytesToWrite() == 0)
        closeSendingHalf();
    if (bytesToWrite() > 0 || bytesAvailable() > 0 || isTransactionStarted())
        return;
    // Who asks rarely needs no buffers in between; for who asks often they would be made every time.
    const bool isRare = !m_lastWritten.isValid() || m_lastWritten.hasExpired(1'000);
    m_lastWritten.start();
    if (isRare)
        giveBackBuffers();
}

void ClientSocket::giveBackBuffers()
{
    // Qt keeps 48 KiB for as long as the device is open, most of it for writing.
    const OpenMode mode = openMode();
    setOpenMode(NotOpen);
    setOpenMode(mode);
}

void ClientSocket::watchWriting()
{
    if (bytesToWrite() > 0)
        m_writeStall.start(m_limits.writeStall);
    else
        m_writeStall.stop();
}

void ClientSocket::closeSendingHalf()
{
    ::shutdown(static_cast<int>(socketDescriptor()), SHUT_WR);
}

void ClientSocket::throwAway()
{
    const qint64 size = std::min(bytesAvailable(), m_toThrowAway);
    if (size > 0)
        m_toThrowAway -= skip(size);
}

} // namespace Holdfast
