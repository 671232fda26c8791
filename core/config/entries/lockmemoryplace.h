// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! Returns where the lock of an instrument without a settings folder keeps its state: in this account's
//! XDG state folder, in one file per configuration. \a file is where the configuration was read; when
//! there is no such file, \a text distinguishes the configuration from others.
QString lockMemoryPlace(const QString &file, const QByteArray &text);

//! Returns where the tokens of such an instrument are kept, beside it.
QString tokenPlace(const QString &file, const QByteArray &text);

//! Returns where the certificate is kept that the server of such an instrument makes itself, likewise.
QString certificatePlace(const QString &file, const QByteArray &text);

} // namespace Holdfast
