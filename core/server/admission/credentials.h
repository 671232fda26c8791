// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"

#include <QByteArray>

namespace Holdfast {

//! \name The token in a request.
//! @{

//! The beginning of the WebSocket sub-protocol in which a web page, which cannot set a header there, sends its token:
//! "holdfast.bearer.TOKEN", beside the sub-protocol "holdfast" that the server chooses.
extern const QByteArray subprotocolWithToken;

//! Returns the token in the header Authorization, else that in Sec-WebSocket-Protocol, else that in the cookie of the login
//! page; empty when there is none.
QByteArray tokenIn(const Request &request);

//! Returns the name of the cookie: a browser sends the cookies of all ports of a host to each of them, so the port is in it.
QByteArray cookieName(const Request &request);

//! @}

} // namespace Holdfast
