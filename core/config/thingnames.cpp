// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/thingnames.h"

#include <QRegularExpression>

namespace Holdfast {

const QStringList &reservedThingNames()
{
    static const QStringList names {
        QStringLiteral("lock"),
        QStringLiteral("stop"),
        QStringLiteral("things"),
        QStringLiteral("thing_descriptions"),
        QStringLiteral("action_invocations"),
        QStringLiteral("blob"),
        QStringLiteral("metrics"),
        QStringLiteral("docs"),
        QStringLiteral("cls"),
    };
    return names;
}

QString whyNotAThingName(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("\\A[a-zA-Z0-9_-]+\\z"));
    if (!pattern.match(name).hasMatch())
        return QStringLiteral("\"%1\" cannot be part of an address.").arg(name);
    if (reservedThingNames().contains(name))
        return QStringLiteral("\"%1\" is a reserved name: the server uses it itself.").arg(name);
    return {};
}

QString allowedThingNames()
{
    return QStringLiteral("letters A to Z and a to z, digits, _ and -, and none of %1")
        .arg(reservedThingNames().join(QStringLiteral(", ")));
}

} // namespace Holdfast
