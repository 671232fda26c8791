// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/gate/httpchannel.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

class QHostAddress;
class QTcpServer;
class QTcpSocket;

namespace Holdfast {

//! \brief The only class that uses QHttpServer, in every version of Qt, and isolates it.
//!
//! QHttpServer gets no network socket and no byte of a client. Each connection has a channel; a
//! request goes in as the shortest head of its method, as QHttpServer reads byte by byte and decides
//! nothing here, and the answer comes out as bytes. The reasons: before Qt 6.5 a pending reply of a
//! client that left is a use after free, and no version closes a connection where it must.
class QtHttpAdapter : public QObject
{
    Q_OBJECT

public:
    //! Hands a socket to the server as a new connection: QTcpServer::addPendingConnection().
    using Adopt = std::function<void(QTcpSocket *)>;

    //! Loads what the first QHttpServer would load: before Qt 6.8 also the libraries for TLS, which
    //! takes some milliseconds.
    static void loadLibraries();

    explicit QtHttpAdapter(QObject *parent = nullptr);
    ~QtHttpAdapter() override;

    //! Binds to \a server, which must be listening already, and keeps its parent.
    bool bind(QTcpServer *server, Adopt adopt);

    //! Returns a channel for a request of that peer; the peer's requests need not use the same one.
    //! It must not outlive the adapter.
    std::unique_ptr<HttpChannel> openChannel(const QHostAddress &peer, quint16 peerPort);
    //! Takes back one that has answered: idle connections need none.
    void closeChannel(std::unique_ptr<HttpChannel> channel);

private:
    class Server;
    class Channel;
    std::unique_ptr<Server> m_server;
    std::vector<std::unique_ptr<HttpChannel>> m_unused;
    Adopt m_adopt;
};

} // namespace Holdfast
