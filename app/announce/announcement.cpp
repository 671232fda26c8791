// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/announce/announcement.h"

#include <QSysInfo>

namespace Holdfast {

QString defaultServiceName()
{
    constexpr qsizetype most = 63;
    // The part after a dot is the network, and the reader of the name is in that network.
    const QString host = QSysInfo::machineHostName().section(u'.', 0, 0);
    return host.isEmpty() ? QStringLiteral("Holdfast")
                          : (QStringLiteral("Holdfast on ") + host).left(most);
}

} // namespace Holdfast
