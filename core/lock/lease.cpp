// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/lease.h"

namespace Holdfast {

namespace {

QString howItEnded(const EndedLease &lease)
{
    switch (lease.end) {
    case LeaseEnd::Expired:
        return QStringLiteral("expired");
    case LeaseEnd::Broken:
        return QStringLiteral("was broken by %1").arg(lease.by.toString());
    case LeaseEnd::Stopped:
        return QStringLiteral("ended when %1 stopped everything").arg(lease.by.toString());
    case LeaseEnd::Closed:
        return QStringLiteral("ended with the server");
    case LeaseEnd::Restarted:
        return QStringLiteral("ended when the server was started again");
    case LeaseEnd::Released:
        break;
    }
    return QStringLiteral("was given back");
}

} // namespace

QString toWord(LeaseState state)
{
    return state == LeaseState::Active ? QStringLiteral("active") : QStringLiteral("suspended");
}

QString toWord(LeaseEnd end)
{
    switch (end) {
    case LeaseEnd::Expired:
        return QStringLiteral("expired");
    case LeaseEnd::Broken:
        return QStringLiteral("broken");
    case LeaseEnd::Stopped:
        return QStringLiteral("stopped");
    case LeaseEnd::Closed:
        return QStringLiteral("closed");
    case LeaseEnd::Restarted:
        return QStringLiteral("restarted");
    case LeaseEnd::Released:
        break;
    }
    return QStringLiteral("released");
}

QString EndedLease::toClause() const
{
    const QString clause = QStringLiteral("the lease of %1 %2 at %3")
                               .arg(principal.toString(), howItEnded(*this),
                                    when.toLocalTime().toString(QStringLiteral("HH:mm:ss t")));
    return reason.isEmpty() ? clause : QStringLiteral("%1 (%2)").arg(clause, reason);
}

} // namespace Holdfast
