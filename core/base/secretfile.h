// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! \brief What a file with a secret has in it.
struct SecretFile
{
    QByteArray secret; //!< empty when there is a problem
    QString problem;   //!< a sentence for the operator; empty when there is none
};

//! Reads the secret in the only line of the file \a path, for instance an access token. "~/" is the home folder. A secret has 1
//! to 4,096 characters of ASCII, without white space. Blocks.
SecretFile readSecretFile(const QString &path);

} // namespace Holdfast
