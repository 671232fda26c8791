// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/lockmode.h"

namespace Holdfast {

QString toWord(LockMode mode)
{
    switch (mode) {
    case LockMode::LocalOnly:
        return QStringLiteral("local_only");
    case LockMode::Stopped:
        return QStringLiteral("stopped");
    case LockMode::Shared:
        break;
    }
    return QStringLiteral("shared");
}

QString LockModeRecord::toClause() const
{
    if (mode == LockMode::Shared)
        return {};
    QString clause =
        (mode == LockMode::Stopped ? QStringLiteral("stopped by %1 since %2")
                                   : QStringLiteral("reserved for this machine by %1 since %2"))
            .arg(by.toString(), since.toLocalTime().toString(QStringLiteral("HH:mm:ss t")));
    if (!reason.isEmpty())
        clause += QStringLiteral(" (%1)").arg(reason);
    return clause;
}

} // namespace Holdfast
