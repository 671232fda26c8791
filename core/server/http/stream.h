// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/response.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>

#include <memory>
#include <utility>
#include <vector>

namespace Holdfast {

//! \brief A reply that goes on until one side ends it: pictures, events.
//!
//! Given away by Responder::stream(), it belongs to its connection and is deleted with it; the
//! giver may keep a QPointer. It must never write more than the client takes: see backlog(). A
//! client that takes no data for a while is cut off by the connection. Lives in the thread of the
//! server.
class Stream : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    //! Returns the status and headers that come first. The body is ignored; the reply ends with the
    //! connection.
    virtual Response head() const = 0;

    //! Keeps \a what until the end.
    void keep(std::shared_ptr<const void> what) { m_kept.push_back(std::move(what)); }

    //! Begins: head() is being sent, and writing is allowed from now on. Called by the connection.
    void begin(QTcpSocket *connection);

    //! Ends the reply after the bytes already written: the source has ended, or the server closes.
    void end();

    bool isActive() const { return m_connection != nullptr; }
    //! Returns the bytes that were written and not yet taken by the network.
    qint64 backlog() const { return m_connection ? m_connection->bytesToWrite() : 0; }

Q_SIGNALS:
    //! Is emitted when the last byte was written; the connection may close.
    void finished();

protected:
    void write(const QByteArray &bytes);
    //! Limits how much the network takes from now on before the client has read it.
    void limitNetworkBuffer(int bytes);
    //! Is called at begin(), and whenever the network has taken some of the backlog.
    virtual void drained() { }

private:
    QPointer<QTcpSocket> m_connection;
    bool m_ended = false;
    std::vector<std::shared_ptr<const void>> m_kept;
};

} // namespace Holdfast
