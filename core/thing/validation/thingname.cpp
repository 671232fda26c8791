// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/thingname.h"

#include <QRegularExpression>

namespace Holdfast {

bool isThingName(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("\\A[a-zA-Z0-9_-]+\\z"));
    return pattern.match(name).hasMatch();
}

} // namespace Holdfast
