// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/result.h"

#include <QByteArray>
#include <QStringList>

namespace Holdfast {

//! Makes a certificate that vouches for itself, for the names and addresses \a hosts (the first of which it has in its subject), and
//! its key, a new one of the curve P-256. Returns both in PEM, the key first. It is valid for twenty years: clients know it by its
//! fingerprint, so a new one would have to be told to all of them.
Result<QByteArray> makeOwnCertificate(const QStringList &hosts);

} // namespace Holdfast
