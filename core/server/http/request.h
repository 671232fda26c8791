// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/headers.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>
#include <QUrlQuery>

namespace Holdfast {

//! The methods that a handler can be registered for; every other one is Other.
enum class Method { Get, Put, Post, Delete, Head, Options, Patch, Trace, Other };

//! "GET", "PUT", ...; empty for Method::Other.
QByteArray toByteArray(Method method);
Method methodFrom(QByteArrayView name);

//! \brief One complete request: what the client sent, checked for form but not for meaning.
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
    //! How its sender reached us, found out by Site::locate(): the host as hostIn() has it, and what
    //! absolute addresses begin with.
    QString host {};
    QString base {};

    //! What absolute URLs in a reply begin with: base, or else "http://" and the Host header. No '/' at
    //! the end.
    QString baseUrl() const;
    //! The client's address and port: "127.0.0.1:40112", "[::1]:40112"; behind a proxy that does not
    //! tell, only the address, or "unknown".
    QString peerName() const;
};

} // namespace Holdfast
