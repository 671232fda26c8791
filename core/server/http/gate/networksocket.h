// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/tls/tlssession.h"

#include <QByteArray>
#include <QHostAddress>
#include <QTcpSocket>

#include <memory>

class QSocketNotifier;

namespace Holdfast {

//! \brief A connected TCP socket that distinguishes a client that has finished sending from one
//! that is gone.
//!
//! Qt closes a socket as soon as its peer has sent a FIN, and discards unsent bytes. HTTP allows a
//! client to close its sending half after a request and to wait for the answer. So this class reads
//! and writes the descriptor itself; to its users it is a QTcpSocket: readyRead(), bytesWritten(),
//! disconnected(), and readChannelFinished() for the FIN, after which it can still be written. Made
//! for sockets that were accepted; it does not connect. With startTls() its bytes are encrypted on the
//! network, and everything else is the same.
class NetworkSocket : public QTcpSocket
{
    Q_OBJECT

public:
    explicit NetworkSocket(QObject *parent = nullptr);
    ~NetworkSocket() override;

    //! Returns the address at the other end of a connected socket; null when there is none any more.
    static QHostAddress peerOf(int descriptor);

    //! Takes the descriptor of a connected socket.
    bool setSocketDescriptor(qintptr descriptor, SocketState state = ConnectedState,
                             OpenMode mode = ReadWrite) override;
    qintptr socketDescriptor() const override { return m_descriptor; }
    void setSocketOption(SocketOption option, const QVariant &value) override;
    void setReadBufferSize(qint64 size) override;

    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return m_output.size(); }

    //! Speaks TLS from now on. To be called before the first byte is read or written.
    void startTls(std::shared_ptr<const TlsContext> context);
    //! Returns whether bytes can be read and written: the handshake of TLS is complete, if there is one.
    bool isReady() const { return !m_tls || m_tls->isReady(); }

    //! Returns whether the peer has finished sending. It may wait for answers, or be gone.
    bool hasPeerFinished() const { return m_hasPeerFinished; }
    //! Returns whether the peer has reset the connection, and so reads no more.
    bool isReset() const { return m_isReset; }

    //! Sends a FIN: no more bytes can be written.
    void shutDownSending();
    //! Closes once everything is written.
    void disconnectFromHost() override;
    //! Closes now.
    void close() override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 readLineData(char *data, qint64 maxSize) override;
    qint64 skipData(qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    void onReadable();
    void onWritable();
    void receive();
    void take(QByteArrayView received);
    void flushTls();
    bool hasRoom() const;
    void watchReading();
    void drop();
    void end();

    int m_descriptor = -1;
    QSocketNotifier *m_readable = nullptr; //!< a child, like the other one
    QSocketNotifier *m_writable = nullptr;
    std::unique_ptr<TlsSession> m_tls; //!< null without TLS
    QByteArray m_input;
    QByteArray m_output; //!< as it is on the network
    bool m_hasPeerFinished = false;
    bool m_isReset = false;
};

} // namespace Holdfast
