// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lab/labrefusals.h"

#include "core/lab/labqueue.h"

#include <algorithm>

namespace Holdfast::LabRefusals {

namespace {

QString timeClause(const QDateTime &since)
{
    const qint64 seconds = std::max<qint64>(since.secsTo(QDateTime::currentDateTimeUtc()), 0);
    return QStringLiteral("since %1 (%2 s)")
        .arg(since.toLocalTime().time().toString(QStringLiteral("HH:mm:ss")))
        .arg(seconds);
}

QString named(const QStringList &resources)
{
    return resources.join(QStringLiteral(", "));
}

// "ann (station table-1) has it for laser.pulse since 14:02:11 (38 s)"
QString ownerClause(const LabTicket &owner, const QString &what)
{
    return QStringLiteral("%1 (station %2) has %3 for %4 %5")
        .arg(owner.principal.toString(), owner.station, what,
             owner.operation.isEmpty() ? QStringLiteral("an operation") : owner.operation,
             timeClause(owner.since));
}

Error withTitle(Error::Kind kind, const char *title, const QString &message)
{
    return {kind, QString::fromLatin1(title), message};
}

} // namespace

Error busy(const LabSituation &situation, const QStringList &resources, const QString &ticket)
{
    const LabSnapshot &lab = situation.snapshot;
    QString reason;
    for (const QString &resource : resources) {
        const LabTicket owner = lab.tickets.value(lab.owners.value(resource).ticket);
        if (owner.id.isEmpty() || owner.id == ticket)
            continue;
        reason = ownerClause(owner, resource);
        break;
    }
    QStringList before = LabQueue::ahead(lab, ticket);
    before.removeIf([&lab](const QString &each) { return lab.isOwner(lab.tickets.value(each)); });
    if (reason.isEmpty())
        reason = QStringLiteral("it was busy, but is free now");
    if (!before.isEmpty())
        reason +=
            before.size() == 1
                ? QStringLiteral(", and 1 other waits in line before you")
                : QStringLiteral(", and %1 others wait in line before you").arg(before.size());
    return withTitle(Error::Kind::Busy, "LabBusyError",
                     QStringLiteral("The global lock could not be acquired: %1 is shared with "
                                    "other stations, and %2.")
                         .arg(named(resources), reason));
}

Error unreachable(const LabSituation &situation, const QStringList &resources)
{
    const QString what =
        QStringLiteral(
            "%1 is shared with other stations, and cannot be used now. What this station "
            "does not share works.")
            .arg(named(resources));
    if (situation.connection == LabConnection::NameTaken)
        return Error::unavailable(QStringLiteral("Another station in the lab has the name %1. %2")
                                      .arg(situation.station, what));
    const QString problem =
        situation.problem.isEmpty() ? QString() : QStringLiteral(": ") + situation.problem;
    return withTitle(Error::Kind::Unavailable, "LabUnreachableError",
                     QStringLiteral("The lab's etcd has not been reached %1%2. %3")
                         .arg(timeClause(situation.connectionSince), problem, what));
}

Error lost(const LabLoss &loss, const QStringList &resources)
{
    QString message;
    if (loss.kind == LabLoss::Kind::Unreachable) {
        message = QStringLiteral("The lab's etcd could not be reached in time, so another station "
                                 "may have %1 by now.")
                      .arg(named(resources));
    } else {
        const QString by = loss.notice.by.isEmpty()
                               ? QStringLiteral("The hold of %1 was broken").arg(named(resources))
                               : QStringLiteral("%1 (station %2) broke the hold of %3")
                                     .arg(loss.notice.by, loss.notice.station, named(resources));
        message =
            by
            + (loss.notice.reason.isEmpty() ? QStringLiteral(".")
                                            : QStringLiteral(" (%1).").arg(loss.notice.reason));
    }
    return withTitle(Error::Kind::Gone, "LabLockLost", message);
}

Error fenced(const LabSituation &situation, const QString &resource, qint64 token)
{
    const LabTicket owner =
        situation.snapshot.tickets.value(situation.snapshot.owners.value(resource).ticket);
    const QString now = owner.id.isEmpty() ? QStringLiteral("nothing has it now")
                                           : ownerClause(owner, QStringLiteral("it"));
    return withTitle(Error::Kind::Outdated, "lock.fenced",
                     QStringLiteral("The token %1 is not that of the present owner of %2: %3.")
                         .arg(QString::number(token), resource, now));
}

Error incomplete(const QStringList &resources, const QStringList &given)
{
    QStringList missing = resources;
    missing.removeIf([&given](const QString &each) { return given.contains(each); });
    return withTitle(Error::Kind::Conflict, "LabTokenMissing",
                     QStringLiteral("The operation needs %1, and the header Holdfast-Lab does not "
                                    "name %2. Take a ticket for all of them at once.")
                         .arg(named(resources), named(missing)));
}

bool isOne(const Error &error)
{
    return error.title().startsWith(QStringLiteral("Lab"))
           || error.title() == QStringLiteral("lock.fenced");
}

} // namespace Holdfast::LabRefusals
