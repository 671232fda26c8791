// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

namespace Holdfast {

//! Makes \a text safe to be printed or logged: control characters (line breaks are some), characters
//! that do not show (right-to-left marks are some) and halves of characters become "\u001b". What
//! strangers send may neither give orders to a terminal nor look like another line of the log.
QString printable(QStringView text);

} // namespace Holdfast
