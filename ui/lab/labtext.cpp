// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/labtext.h"

#include "ui/base/text/format.h"

#include <QCoreApplication>

namespace Holdfast::LabText {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::LabText", text);
}

QString withReason(const QString &text, const QString &reason)
{
    return reason.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, reason);
}

} // namespace

QString connection(const LabStatus &lab)
{
    const QString since = Format::time(lab.connectionSince);
    switch (lab.connection) {
    case LabConnection::Connecting:
        break;
    case LabConnection::Connected:
        return tr("This station, %1, is in the lab %2.").arg(lab.station, lab.lab);
    case LabConnection::Unreachable: {
        const QString what =
            since.isEmpty() ? tr("The lab %1 is unreachable").arg(lab.lab)
                            : tr("The lab %1 has been unreachable since %2").arg(lab.lab, since);
        return withReason(what, lab.problem) + QStringLiteral(". ")
               + tr("What is shared is closed; local Things work. Below is what was known last.");
    }
    case LabConnection::NameTaken:
        return tr("Another station of the lab %1 has the name %2. Give one of them another name, "
                  "or end it.")
            .arg(lab.lab, lab.station);
    }
    return withReason(
               tr("This station, %1, is about to enter the lab %2").arg(lab.station, lab.lab),
               lab.problem)
           + u'.';
}

QString presence(const LabStationStatus &station)
{
    if (station.isOwn && station.isPresent)
        return tr("this station");
    if (station.isPresent)
        return tr("present");
    if (station.isOwn)
        return tr("this station, not in the lab");
    return station.since.isValid() ? tr("silent since %1").arg(Format::time(station.since))
                                   : tr("silent");
}

QString lock(const LabStationStatus &station)
{
    if (!station.lock)
        return {};
    const LockModeRecord &mode = station.lock->mode;
    if (mode.mode == LockMode::Stopped) {
        const QString text = tr("STOPPED by %1").arg(mode.by.toString());
        return mode.reason.isEmpty() ? text : QStringLiteral("%1: %2").arg(text, mode.reason);
    }
    return station.lock->isHeld() ? station.lock->owner : tr("free");
}

QString holder(const LabTicketStatus &ticket)
{
    return ticket.station.isEmpty() ? tr("not known") : ticket.principal.toString();
}

QString outcome(const LabStopOutcome &outcome)
{
    using Kind = LabStopOutcome::Kind;
    QString text;
    switch (outcome.kind) {
    case Kind::Stopped:
        text = tr("everything stands still");
        break;
    case Kind::NotYet:
        text = tr("NOT everything stands still");
        break;
    case Kind::Refused:
        text = tr("NOT stopped, it refused");
        break;
    case Kind::Unreachable:
        text = tr("NOT stopped, it cannot be reached");
        break;
    case Kind::NoAddress:
        text = tr("NOT stopped");
        break;
    }
    return QStringLiteral("%1: %2").arg(outcome.station, withReason(text, outcome.problem));
}

} // namespace Holdfast::LabText
