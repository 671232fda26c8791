// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limittable.h"
#include "core/server/http/request.h"

#include <QByteArrayView>
#include <QString>

#include <optional>
#include <variant>

namespace Holdfast {

//! \brief The head of a request, with its facts about the connection and the body.
struct RequestHead
{
    Request request;              //!< without body and peer; HTTP/1.0 may leave out the Host
    qsizetype size = 0;           //!< bytes that the head took, with its empty line
    qint64 contentLength = 0;     //!< bytes of body that follow, if it is not in chunks
    bool isChunked = false;       //!< whether the body follows in chunks
    bool keepAlive = true;        //!< whether more requests may follow on this connection
    bool expectsContinue = false; //!< whether the client waits for "100 Continue"
    bool needsHost = true;        //!< by its version of HTTP
    QByteArray authority;         //!< of an absolute target; it is the request's Host as well
};

//! There are not enough bytes yet.
struct HeadIncomplete
{
};

//! The request is not one that is served; the connection is of no further use.
struct HeadRefused
{
    int status;
    QString detail;
    std::optional<ConnectionLimit> limit {}; //!< the limit that it exceeds, if that is the reason
};

using ParsedHead = std::variant<HeadIncomplete, RequestHead, HeadRefused>;

//! Reads a head from the beginning of \a bytes. Strict: a head that two readers could read
//! differently is refused, and so is everything beyond \a limits, as soon as it is known.
ParsedHead parseHead(QByteArrayView bytes, const Limits &limits);

} // namespace Holdfast
