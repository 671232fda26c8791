// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gate/innersocket.h"

#include <QHostAddress>

#include <algorithm>
#include <utility>

namespace Holdfast {

InnerSocket::InnerSocket(const QHostAddress &peer, quint16 peerPort, QObject *parent)
    : QTcpSocket(parent)
{
    setPeerAddress(peer);
    setPeerPort(peerPort);
    setSocketState(QAbstractSocket::ConnectedState);
    // Unbuffered writes reach writeData() at once.
    setOpenMode(QIODevice::ReadWrite | QIODevice::Unbuffered);
}

InnerSocket::~InnerSocket()
{
    // The state prevents the base class from closing a connection that does not exist.
    setSocketState(QAbstractSocket::UnconnectedState);
    setOpenMode(QIODevice::NotOpen);
}

void InnerSocket::feed(const QByteArray &bytes)
{
    m_input = bytes;
    Q_EMIT readyRead();
    m_input.clear();
}

void InnerSocket::feedOn(const QByteArray &bytes)
{
    m_input += bytes;
    Q_EMIT readyRead();
}

QByteArray InnerSocket::takeWritten()
{
    return std::exchange(m_output, {});
}

void InnerSocket::hangUp()
{
    if (state() == QAbstractSocket::UnconnectedState)
        return;
    setSocketState(QAbstractSocket::UnconnectedState);
    Q_EMIT disconnected();
}

qint64 InnerSocket::bytesAvailable() const
{
    // The direct base's function is not used: it asks the network.
    return QIODevice::bytesAvailable()
           + m_input.size(); // NOLINT(bugprone-parent-virtual-call): it asks no network
}

qint64 InnerSocket::bytesToWrite() const
{
    return 0;
}

void InnerSocket::disconnectFromHost()
{
    hangUp();
}

void InnerSocket::close()
{
    hangUp();
}

qint64 InnerSocket::readData(char *data, qint64 maxSize)
{
    const qsizetype size = std::min<qsizetype>(maxSize, m_input.size());
    std::copy_n(m_input.constData(), size, data); // data may be null where nothing is to be read
    m_input.remove(0, size);
    return size;
}

qint64 InnerSocket::readLineData(char *data, qint64 maxSize)
{
    return QIODevice::readLineData(
        data, maxSize); // NOLINT(bugprone-parent-virtual-call): as bytesAvailable()
}

qint64 InnerSocket::skipData(qint64 maxSize)
{
    return QIODevice::skipData(
        maxSize); // NOLINT(bugprone-parent-virtual-call): as bytesAvailable()
}

qint64 InnerSocket::writeData(const char *data, qint64 size)
{
    m_output.append(data, size);
    Q_EMIT written();
    return size;
}

} // namespace Holdfast
