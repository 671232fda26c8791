// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/response.h"

#include <QByteArray>

namespace Holdfast {

//! Returns \a response with the headers that every reply has: \a replyHeaders, no caching (unless
//! it says otherwise), its date, its exact content type, and whether the connection continues.
Response completed(Response response, const Headers &replyHeaders, bool keepAlive);

//! Returns the status line and header fields of \a response with the empty line, but without a
//! length: for replies that end with their connection.
QByteArray headToWire(const Response &response);

//! Returns the whole of \a response with "Connection: close", for bytes that were never a request.
QByteArray refusalToWire(const Response &response);

} // namespace Holdfast
