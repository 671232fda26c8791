// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QTcpSocket>

namespace Holdfast {

//! \brief A socket without a network: a library of Qt reads the bytes that are fed, and its output
//! is collected.
//!
//! It lets QHttpServer and QWebSocket serve a connection that they cannot see, and so cannot
//! damage: they never get unchecked bytes, and their socket is not destroyed while an answer is
//! pending.
class InnerSocket : public QTcpSocket
{
    Q_OBJECT

public:
    InnerSocket(const QHostAddress &peer, quint16 peerPort, QObject *parent);
    ~InnerSocket() override;

    //! Gives \a bytes to the reader of this socket; they are read when this returns.
    void feed(const QByteArray &bytes);
    //! Gives \a bytes as well; those that are not read now are kept.
    void feedOn(const QByteArray &bytes);
    //! Returns the output since the last call.
    QByteArray takeWritten();
    //! Ends the connection: the library releases this socket, or deletes it.
    void hangUp();

    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override;
    void disconnectFromHost() override;
    void close() override;

Q_SIGNALS:
    //! Is emitted when there is output for takeWritten().
    void written();

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 readLineData(char *data, qint64 maxSize) override;
    qint64 skipData(qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_input;
    QByteArray m_output;
};

} // namespace Holdfast
