// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/thingnames.h"

#include "core/config/configurationerror.h"
#include "core/thing/validation/thingname.h"

namespace Holdfast {

namespace {

QString whatIsWrongWith(const QString &name, const QStringList &reserved)
{
    if (!isThingName(name))
        return QStringLiteral("A Thing cannot have this name.");
    if (reserved.contains(name))
        return QStringLiteral("\"%1\" is a reserved name: the server uses it itself.").arg(name);
    return {};
}

} // namespace

void checkThingName(const QString &name, const QStringList &reserved, const QString &key)
{
    const QString wrong = whatIsWrongWith(name, reserved);
    if (wrong.isEmpty())
        return;
    QString allowed = QStringLiteral("letters from A to Z and a to z, digits, _ and -");
    if (!reserved.isEmpty())
        allowed += QStringLiteral(", but none of ") + reserved.join(QStringLiteral(", "));
    throw ConfigurationError(key, wrong, allowed);
}

} // namespace Holdfast
