// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/labviewtext.h"

#include "app/holdfastctl/task/lockviewtext.h"
#include "core/base/printable.h"

#include <algorithm>

namespace Holdfast::Ctl {

namespace {

QString sinceOf(const QDateTime &time)
{
    return time.isValid() ? QStringLiteral(" since %1").arg(timeText(time)) : QString();
}

QString lockOf(const LabStationLock &lock)
{
    if (lock.mode.mode == LockMode::Stopped) {
        QString text = QStringLiteral("STOPPED");
        if (!lock.mode.by.name.isEmpty())
            text += QStringLiteral(" by %1").arg(lock.mode.by.toString());
        text += sinceOf(lock.mode.since);
        if (!lock.mode.reason.isEmpty())
            text += QStringLiteral(": \"%1\"").arg(lock.mode.reason);
        return text;
    }
    QString text = QStringLiteral("free");
    if (lock.isHeld()) {
        text = QStringLiteral("held by %1").arg(lock.owner);
        if (!lock.operation.isEmpty())
            text += QStringLiteral(" for %1").arg(lock.operation);
        text += sinceOf(lock.since);
    }
    if (lock.waiting > 0)
        text += QStringLiteral(", %1 waiting").arg(lock.waiting);
    return text;
}

QString stateOf(const LabStationStatus &station)
{
    if (!station.isPresent)
        return station.since.isValid()
                   ? QStringLiteral("silent, last seen %1").arg(timeText(station.since))
                   : QStringLiteral("silent");
    return station.lock ? lockOf(*station.lock) : QStringLiteral("present");
}

QString ticketOf(const LabTicketStatus &ticket)
{
    if (ticket.station.isEmpty())
        return QStringLiteral("a ticket that is not known");
    QString text = QStringLiteral("%1 (%2").arg(ticket.principal.toString(), ticket.station)
                   + (ticket.lockClass == LockClass::Operator ? QStringLiteral(", operator)")
                                                              : QStringLiteral(")"));
    if (!ticket.operation.isEmpty())
        text += QStringLiteral(" for %1").arg(ticket.operation);
    return text;
}

QString headOf(const LabResourceStatus &resource)
{
    QString text = resource.owner ? QStringLiteral("held by %1").arg(ticketOf(*resource.owner))
                                        + sinceOf(resource.ownedSince)
                                  : QStringLiteral("free");
    if (resource.isOwn())
        text += QStringLiteral("  <- this station");
    return text;
}

QStringList detailsOf(const LabResourceStatus &resource)
{
    QStringList lines;
    if (resource.off)
        lines << QStringLiteral("off the lab, by %1%2: \"%3\"")
                     .arg(resource.off->by, sinceOf(resource.off->since), resource.off->reason);
    for (const LabTicketStatus &waiter : resource.queue) {
        QString line = QStringLiteral("%1. %2").arg(waiter.position).arg(ticketOf(waiter));
        if (waiter.isReturning)
            line += QStringLiteral(", comes back");
        line += QStringLiteral(", waits%1").arg(sinceOf(waiter.since));
        if (waiter.isOwn)
            line += QStringLiteral("  <- this station");
        lines << line;
    }
    return lines;
}

template<typename List>
int widthOf(const List &list)
{
    int width = 0;
    for (const auto &each : list)
        width = std::max(width, int(each.name.size()));
    return width;
}

} // namespace

QStringList linesFor(const LabStatus &lab)
{
    QStringList lines {lab.toSentence()};
    const int width = std::max(widthOf(lab.stations), widthOf(lab.resources));
    const auto row = [width](const QString &name, const QString &text) {
        return QStringLiteral("  %1  %2").arg(name, -width).arg(text);
    };
    lines << QStringLiteral("stations:");
    for (const LabStationStatus &station : lab.stations)
        lines << row(station.name,
                     stateOf(station)
                         + (station.isOwn ? QStringLiteral("  <- this station") : QString()));
    lines << (lab.resources.isEmpty() ? QStringLiteral("resources: none")
                                      : QStringLiteral("resources:"));
    for (const LabResourceStatus &resource : lab.resources) {
        lines << row(resource.name, headOf(resource));
        for (const QString &detail : detailsOf(resource))
            lines << row({}, detail);
    }
    for (QString &line : lines)
        line = printable(line);
    return lines;
}

QString lineFor(const LabStopOutcome &outcome)
{
    using Kind = LabStopOutcome::Kind;
    QString text;
    switch (outcome.kind) {
    case Kind::Stopped:
        text = QStringLiteral("everything stands still");
        break;
    case Kind::NotYet:
        text = QStringLiteral("NOT everything stands still");
        break;
    case Kind::Refused:
        text = QStringLiteral("NOT stopped, it refused");
        break;
    case Kind::Unreachable:
        text = QStringLiteral("NOT stopped, it cannot be reached");
        break;
    case Kind::NoAddress:
        text = QStringLiteral("NOT stopped");
        break;
    }
    if (!outcome.problem.isEmpty())
        text += QStringLiteral(" (%1)").arg(outcome.problem);
    return printable(QStringLiteral("%1: %2").arg(outcome.station, text));
}

} // namespace Holdfast::Ctl
