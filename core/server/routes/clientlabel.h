// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"
#include "core/server/http/request.h"

namespace Holdfast {

//! The first 64 printable characters of \a name, without white space around them.
QString printableLabel(const QString &name);

//! Who sent \a request, for people to read: what its Holdfast-Client header says (the first 64
//! printable characters of it), else the product in its User-Agent, with address and port. It
//! grants nothing.
HolderLabel clientLabel(const Request &request);

} // namespace Holdfast
