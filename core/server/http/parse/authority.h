// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace Holdfast {

//! Returns whether \a c may stand in a method or the name of a header (RFC 9110, 5.6.2).
bool isTokenCharacter(char c);

//! Returns whether \a text is a host, and perhaps a port, so that it cannot lead an absolute URL
//! elsewhere.
bool isAuthority(QByteArrayView text);

//! Returns the host in \a authority in a form for comparison: in lower case, without brackets, and
//! without the dot that may end a full name.
QString hostIn(QByteArrayView authority);

//! Returns the port in \a authority, if there is one.
std::optional<int> portIn(QByteArrayView authority);

} // namespace Holdfast
