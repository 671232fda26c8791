// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/response.h"

#include <QByteArray>

namespace Holdfast {

//! \a response with what every reply carries: \a replyHeaders, that it is not to be cached (unless
//! it says otherwise), when it was made, what it takes to be read as what it is, and whether the connection goes on.
Response completed(Response response, const Headers &replyHeaders, bool keepAlive);

//! The status line and header fields of \a response with the empty line, but without a length:
//! for replies that end with their connection.
QByteArray headToWire(const Response &response);

//! A whole reply that says that the connection is closed after it, for what was never a request.
QByteArray refusalToWire(int status, const QString &detail);

//! What a client is told that may not connect now.
QString tooManyConnections();

} // namespace Holdfast
