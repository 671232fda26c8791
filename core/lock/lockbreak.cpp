// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/lockbreak.h"

namespace Holdfast {

QString LockBreak::toClause() const
{
    QString clause =
        QStringLiteral("%1 broke the hold of %2").arg(by.toString(), victim.toString());
    if (!operation.isEmpty())
        clause += QStringLiteral(" for %1").arg(operation);
    return clause
           + QStringLiteral(" at %1 (%2)")
                 .arg(when.toLocalTime().toString(QStringLiteral("hh:mm:ss")), reason);
}

} // namespace Holdfast
