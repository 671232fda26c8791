// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! Where the lock of an instrument without a settings folder keeps its state: in XDG's state folder of
//! this account, in a file for each configuration. \a file is where the configuration is from; where
//! that is no file, \a text tells it from others.
QString lockStatePlace(const QString &file, const QByteArray &text);

} // namespace Holdfast
