// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! Replaces the file \a path by one with \a data. All of it is on the disk before the old file is
//! replaced; otherwise the old one stays. Returns in a sentence why it could not be done; empty
//! when it was. Slow.
QString writeWholeFile(const QString &path, const QByteArray &data);

} // namespace Holdfast
