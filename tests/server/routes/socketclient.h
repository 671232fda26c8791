// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"
#include "tests/server/routes/routebench.h"

#include <QStringList>
#include <QWebSocket>

namespace Holdfast {

//! \brief A client of the bench's WebSocket, with the messages that it received.
class SocketClient
{
public:
    //! Connects to the socket of \a thing, and waits until it is.
    explicit SocketClient(RouteBench &bench, const QString &thing = QStringLiteral("bench"));

    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    void send(const QString &text) { m_socket.sendTextMessage(text); }
    //! Returns the next message as it was sent; empty when none comes.
    QString next();
    //! Returns the next message; null when none comes, or it is no JSON.
    Json nextJson();
    //! Returns all messages that have come and were not yet looked at.
    QStringList &texts() { return m_texts; }
    QWebSocket &socket() { return m_socket; }

private:
    QWebSocket m_socket;
    QStringList m_texts;
};

} // namespace Holdfast
