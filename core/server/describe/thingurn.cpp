// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/thingurn.h"

#include <QSysInfo>
#include <QUuid>

namespace Holdfast {

QString thingUrn(const QString &path)
{
    static const QUuid ours(QStringLiteral("{3c6f1d0e-92a4-4b57-8f0d-6b1e5a7c4d29}"));
    QByteArray machine = QSysInfo::machineUniqueId();
    if (machine.isEmpty())
        machine = QSysInfo::machineHostName().toUtf8();
    // It is hashed, because the machine's own id must not be published.
    const QUuid id = QUuid::createUuidV5(ours, machine + path.toUtf8());
    return QStringLiteral("urn:uuid:") + id.toString(QUuid::WithoutBraces);
}

} // namespace Holdfast
