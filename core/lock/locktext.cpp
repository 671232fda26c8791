// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/locktext.h"

namespace Holdfast {

QString ownerClause(const LockOwner &owner)
{
    QString clause = QStringLiteral("%1 holds it").arg(owner.principal.toString());
    if (!owner.operation.isEmpty())
        clause += QStringLiteral(" for %1").arg(owner.operation);
    else if (owner.lease)
        clause += QStringLiteral(" on a lease");
    if (owner.lease && !owner.lease->note.isEmpty())
        clause += QStringLiteral(" (%1)").arg(owner.lease->note);
    clause += QStringLiteral(" since %1 (%2)")
                  .arg(owner.since.toLocalTime().toString(QStringLiteral("HH:mm:ss t")),
                       toText(owner.held));
    if (owner.breaking) {
        clause += QStringLiteral("; %1").arg(owner.breaking->toClause());
        if (owner.stuck)
            clause += QStringLiteral(", but it is stuck: its operation does not end");
    } else if (owner.stuck)
        clause += QStringLiteral("; it is stuck: its owner has gone without releasing it");
    return clause;
}

QString toText(std::chrono::milliseconds duration)
{
    using namespace std::chrono;
    if (duration < seconds {1})
        return QStringLiteral("%1 ms").arg(duration.count());
    if (duration < minutes {2})
        return QStringLiteral("%1 s").arg(duration_cast<seconds>(duration).count());
    if (duration < hours {2})
        return QStringLiteral("%1 min").arg(duration_cast<minutes>(duration).count());
    return QStringLiteral("%1 h %2 min")
        .arg(duration_cast<hours>(duration).count())
        .arg(duration_cast<minutes>(duration % hours {1}).count());
}

} // namespace Holdfast
