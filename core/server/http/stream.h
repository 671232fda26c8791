// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/response.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>

namespace Holdfast {

//! \brief A reply that goes on until somebody ends it: pictures, events.
//!
//! Given away by Responder::stream(), it belongs to its connection and is deleted with it; the
//! giver may keep a QPointer. It must never write more than the client takes: see backlog(). A
//! client that takes nothing for a while is cut off by the connection. Lives in the thread of the
//! server.
class Stream : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    //! Status and headers that come first. The body is ignored; the reply ends with the connection.
    virtual Response head() const = 0;

    //! For the connection: head() is on its way, from now on it may be written.
    void begin(QTcpSocket *connection);

    //! Ends the reply after what is written already: the source has ended, or the server closes.
    void end();

    bool isActive() const { return m_connection != nullptr; }
    //! Bytes that were written and not yet taken by the network.
    qint64 backlog() const { return m_connection ? m_connection->bytesToWrite() : 0; }

Q_SIGNALS:
    //! The last byte was written; the connection may close.
    void finished();

protected:
    void write(const QByteArray &bytes);
    //! From now on the network takes only about so much before the client has read it.
    void limitNetworkBuffer(int bytes);
    //! Called at begin(), and whenever the network has taken some of the backlog.
    virtual void drained() { }

private:
    QPointer<QTcpSocket> m_connection;
    bool m_ended = false;
};

} // namespace Holdfast
