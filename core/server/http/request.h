// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/access/access.h"
#include "core/server/http/limits/clientid.h"
#include "core/server/http/parse/headers.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>
#include <QUrlQuery>

namespace Holdfast {

//! The methods that a handler can be registered for; all others are Other.
enum class Method { Get, Put, Post, Delete, Head, Options, Patch, Trace, Other };

//! Returns "GET", "PUT", ...; empty for Method::Other.
QByteArray toByteArray(Method method);
Method methodFrom(QByteArrayView name);

//! \brief One complete request: the client's message, checked for form but not for meaning.
struct Request
{
    Method method = Method::Get;
    QByteArray rawPath; //!< as sent, percent-encoded, without the query; begins with '/'
    QString path;       //!< percent-decoded
    QUrlQuery query;
    Headers headers;
    QByteArray body;
    QHostAddress peerAddress;
    quint16 peerPort = 0; //!< 0: not known
    //! How its sender reached us, found out by Site::locate(): the host as hostIn() has it, and the
    //! beginning of absolute addresses.
    QString host {};
    QString base {};
    //! Whether a program on this machine sent it straight to us: peer and Host are loopback addresses, and no header tells of a
    //! proxy. Found out by Site::locate(), too.
    bool isLocal = false;
    bool isForwarded = false; //!< a header tells of a proxy, or the peer is a trusted one
    Access access {};         //!< what its sender may do
    ClientId client {};       //!< for whom the limits count it

    //! Returns the beginning of absolute URLs in a reply: base, or else "http://" and the Host
    //! header. Without '/' at the end.
    QString baseUrl() const;
    //! Returns the client's address and port: "127.0.0.1:40112", "[::1]:40112"; behind a proxy that
    //! does not report them, only the address, or "unknown".
    QString peerName() const;
};

} // namespace Holdfast
