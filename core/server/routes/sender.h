// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/principal.h"
#include "core/server/http/request.h"

namespace Holdfast {

//! Returns the first 64 printable characters of \a name, without white space around them.
QString printableLabel(const QString &name);

//! Returns the sender of \a request. Its name is that of its token; without one it is the value of its Holdfast-Client header (the first 64
//! printable characters of it), else the product in its User-Agent, or the name of its browser.
Principal senderOf(const Request &request);

//! Returns whether the sender of \a request is on the same machine, and so may do what is reserved for it.
bool isFromThisMachine(const Request &request);

//! Returns whether the principal that senderOf() made, with that Principal::clientKey, is \a client or a part of it.
bool isOf(const QString &clientKey, const ClientId &client);

} // namespace Holdfast
