// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/announce/announcement.h"

#include <QSysInfo>

namespace Holdfast {

QString defaultServiceName()
{
    constexpr qsizetype most = 63;
    // What comes after a dot is the network, which whoever reads this is in.
    const QString host = QSysInfo::machineHostName().section(u'.', 0, 0);
    return host.isEmpty() ? QStringLiteral("Holdfast")
                          : (QStringLiteral("Holdfast on ") + host).left(most);
}

} // namespace Holdfast
