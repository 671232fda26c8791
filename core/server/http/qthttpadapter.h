// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/httpchannel.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

class QHostAddress;
class QTcpServer;
class QTcpSocket;

namespace Holdfast {

//! \brief QHttpServer behind its own wall: the one place that knows it, in every version of Qt.
//!
//! QHttpServer gets no network socket and no unchecked byte. Each connection has a channel; a
//! request goes in as a head that was written anew from what the gate parsed (its body travels
//! beside it), and the answer comes out as bytes. Why: before Qt 6.5 a pending reply of a client
//! that left is a use after free, and no version closes a connection where it must.
class QtHttpAdapter : public QObject
{
    Q_OBJECT

public:
    //! Hands a socket to the server as one that connected: QTcpServer::addPendingConnection().
    using Adopt = std::function<void(QTcpSocket *)>;

    explicit QtHttpAdapter(QObject *parent = nullptr);
    ~QtHttpAdapter() override;

    //! Must be listening already. \a server keeps its parent.
    bool bind(QTcpServer *server, Adopt adopt);

    //! A channel for a request of that peer; which one it had before does not matter to us. It must
    //! not outlive the adapter.
    std::unique_ptr<HttpChannel> openChannel(const QHostAddress &peer, quint16 peerPort);
    //! Takes back one that has answered: connections that are idle need none.
    void closeChannel(std::unique_ptr<HttpChannel> channel);

private:
    class Server;
    class Channel;
    std::unique_ptr<Server> m_server;
    std::vector<std::unique_ptr<HttpChannel>> m_unused;
    Adopt m_adopt;
};

} // namespace Holdfast
