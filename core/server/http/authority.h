// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace Holdfast {

//! Whether \a c may stand in a method or the name of a header (RFC 9110, 5.6.2).
bool isTokenCharacter(char c);

//! Whether \a text is a host, and perhaps a port: nothing that could lead an absolute URL elsewhere.
bool isAuthority(QByteArrayView text);

//! The host in \a authority, to be compared: in lower case, without brackets, and without the dot that
//! may end a full name.
QString hostIn(QByteArrayView authority);

//! The port in \a authority, if there is one.
std::optional<int> portIn(QByteArrayView authority);

} // namespace Holdfast
