// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHostAddress>

namespace Holdfast {

struct Request;

//! Returns whether \a address is one of this computer that only its own programs reach, also when an IPv6 socket has it
//! ("::ffff:127.0.0.1").
bool isLoopbackAddress(const QHostAddress &address);

//! Returns a key of the computer at \a address: the addresses of one IPv6 network of 64 bits, which are usually those of one
//! computer, have the same.
QByteArray computerKey(const QHostAddress &address);

//! \brief The client for which the limits count: a token, the computer from which it comes, or the programs on this computer,
//! which are one.
struct ClientId
{
    enum class Kind {
        Local,   //!< a program on this computer
        Address, //!< a program on another one
        Token,   //!< a program with a valid token, wherever it is
        Proxy, //!< the connection of a trusted proxy, which has many clients: counted in total only
    };

    Kind kind = Kind::Local;
    QByteArray key {}; //!< different for different clients; empty for a proxy

    //! Returns the client at the other end of a connection from \a peer.
    static ClientId ofPeer(const QHostAddress &peer);
    static ClientId ofProxy() { return {Kind::Proxy, {}}; }
    //! Returns the sender of \a request, whose address and access are known.
    static ClientId of(const Request &request);
};

} // namespace Holdfast
