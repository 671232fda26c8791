// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/glibpointers.h"

#include <QByteArray>
#include <QString>

#include <gio/gio.h>
#include <optional>

namespace Holdfast {

//! Returns the SHA-256 digest that \a text has as people write a fingerprint: 64 hexadecimal digits, perhaps with colons between
//! them. Nothing when it is none.
std::optional<QByteArray> digestIn(const QString &text);

//! Returns what a source of GStreamer asks about the certificate of a server: it accepts the one with the SHA-256 \a digest, and no
//! other, whatever authority vouches for it.
GObjectPointer<GTlsDatabase> pinnedDatabase(const QByteArray &digest);

} // namespace Holdfast
