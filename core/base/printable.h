// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

namespace Holdfast {

//! Makes \a text safe to print or log: control characters (such as line breaks), invisible characters
//! (such as right-to-left marks) and unpaired surrogates are escaped as in "\u001b". Text from clients
//! must neither control a terminal nor look like another line of the log.
QString printable(QStringView text);

} // namespace Holdfast
