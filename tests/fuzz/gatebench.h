// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/gate/gateserver.h"
#include "core/server/http/gate/requestobserver.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>
#include <QTimer>

#include <vector>

namespace Holdfast::Fuzz {

//! \brief A GateServer, and one client after the other at the other end of a pair of sockets, in the same thread.
class GateBench : private RequestObserver
{
public:
    GateBench(const Limits &limits, GateServer::Handler handler);

    //! Sends \a pieces as a client that waits between them for the server to read, then says that it sends no more. Returns the
    //! bytes that the server sends until it closes.
    QByteArray talk(const QByteArrayList &pieces);

    //! Returns the answers of the last talk() as the server counts them.
    const std::vector<AnsweredRequest> &answered() const { return m_answered; }

    //! Returns \a input in pieces, at most 32 of them: the first byte is the size of each, and a line end there stands for a single
    //! piece.
    static QByteArrayList inPieces(QByteArrayView input);

private:
    //! A server that takes connections from here.
    class Server : public GateServer
    {
    public:
        using GateServer::GateServer;
        using GateServer::incomingConnection;
    };

    void answered(const AnsweredRequest &request) override { m_answered.push_back(request); }
    void connectionsChanged(int) override { }

    void takeTurn();
    void receive();
    void sendPiece();

    Server m_server;
    QTimer m_turns;
    int m_client = -1;
    QByteArrayList m_pieces;
    bool m_hasFinished = false; //!< the client sends no more
    bool m_hasEnded = false;    //!< the server sends no more
    QByteArray m_received;
    std::vector<AnsweredRequest> m_answered;
};

} // namespace Holdfast::Fuzz
