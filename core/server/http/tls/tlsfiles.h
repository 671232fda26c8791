// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/tls/tlscontext.h"

#include <QString>
#include <QStringList>

namespace Holdfast {

//! \brief Where the certificate of a server is.
struct TlsFiles
{
    QString
        certificate; //!< PEM, perhaps with the certificates that vouch for it; empty: the server makes its own
    QString key; //!< PEM, without a password
    QString own; //!< where the server keeps its own certificate, with its key
};

//! Reads the certificate, or makes one for \a hosts when it is the first time, and keeps it in a file that only this account can
//! read. The error is a sentence with the file in it. Blocks.
Result<std::shared_ptr<const TlsContext>> readTls(const TlsFiles &files, const QStringList &hosts);

} // namespace Holdfast
