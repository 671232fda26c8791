// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>

namespace Holdfast {

//! \brief What a configuration says about TLS.
struct TlsEntry
{
    bool isOn = false;
    QString certificate {}; //!< the path of a file in PEM; empty: the server makes its own
    QString key {};         //!< the path of the file with its key; empty with the certificate
};

//! Reads `tls`: false, true, or {certificate, key}. Throws ConfigurationError.
TlsEntry readTlsEntry(const Json &entry);

} // namespace Holdfast
