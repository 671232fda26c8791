// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"
#include "core/server/http/request.h"

namespace Holdfast {

//! Returns the first 64 printable characters of \a name, without white space around them.
QString printableLabel(const QString &name);

//! Returns the sender of \a request, for people: the value of its Holdfast-Client header (the first
//! 64 printable characters of it), else the product in its User-Agent, with address and port. It
//! grants nothing.
HolderLabel clientLabel(const Request &request);

} // namespace Holdfast
