// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! \name Access tokens: 256 random bits, as 43 characters of base64url.
//! A token is shown once, when it is made. Its digest is kept, from which the token cannot be found: 256 random bits are too many
//! to try, so a slow hash, as for passwords, is not needed.
//! @{

//! Returns a new token, from the operating system's random numbers.
QByteArray newToken();
//! Returns the SHA-256 of \a token.
QByteArray digestOf(const QByteArray &token);
//! Returns whether \a a and \a b are equal, in a time that depends on their lengths only: the place of the first difference
//! would help to guess a secret.
bool areEqualInConstantTime(const QByteArray &a, const QByteArray &b);
//! Returns whether \a name may be the name of a token: 1 to 64 letters, digits, '.', '_', '@' and '-', and first a letter or
//! a digit.
bool isTokenName(const QString &name);

//! @}

} // namespace Holdfast
