// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/clientsocket.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace Holdfast {

namespace {

constexpr qint64 s_socketReadAhead = 64 * 1024; // what may be read before it is asked for

} // namespace

ClientSocket::ClientSocket(const Limits &limits, QObject *parent)
    : NetworkSocket(parent)
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
    return written;
}

void ClientSocket::onBytesWritten()
{
    watchWriting();
    if (m_lingering.isActive() && bytesToWrite() == 0)
        shutDownSending();
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
