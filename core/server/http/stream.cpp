// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/stream.h"

namespace Holdfast {

void Stream::begin(QTcpSocket *connection)
{
    if (m_ended) {
        Q_EMIT finished();
        return;
    }
    m_connection = connection;
    connect(connection, &QIODevice::bytesWritten, this, [this] {
        if (isActive())
            drained();
    });
    drained();
}

void Stream::end()
{
    m_ended = true;
    m_connection = nullptr;
    Q_EMIT finished();
}

void Stream::limitNetworkBuffer(int bytes)
{
    if (m_connection)
        m_connection->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, bytes);
}

void Stream::write(const QByteArray &bytes)
{
    if (m_connection)
        m_connection->write(bytes);
}

} // namespace Holdfast
