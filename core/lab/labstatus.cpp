// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labstatus.h"

#include "core/lab/labqueue.h"

#include <QSet>

#include <algorithm>

namespace Holdfast {

namespace {

LabTicketStatus ticketStatus(const LabTicket &ticket, const QString &station)
{
    return {.id = ticket.id,
            .station = ticket.station,
            .principal = ticket.principal,
            .lockClass = ticket.lockClass,
            .operation = ticket.operation,
            .since = ticket.since,
            .resources = ticket.resources,
            .isReturning = ticket.isReturning,
            .isOwn = ticket.station == station};
}

QList<LabStationStatus> stationsOf(const LabSituation &situation)
{
    const LabSnapshot &snapshot = situation.snapshot;
    QMap<QString, LabStationStatus> found;
    found.insert(situation.station, {.name = situation.station, .isOwn = true});
    for (const LabResource &resource : snapshot.resources) {
        if (!resource.home.isEmpty())
            found[resource.home].name = resource.home;
    }
    const auto &remembered = situation.memory.stations();
    for (auto each = remembered.begin(); each != remembered.end(); ++each) {
        LabStationStatus &status = found[each.key()];
        status.name = each.key();
        status.url = each->url;
        status.fingerprint = each->fingerprint;
        status.version = each->version;
        status.since = each->seen;
    }
    for (const LabStation &station : snapshot.stations) {
        LabStationStatus &status = found[station.name];
        status.name = station.name;
        status.url = station.url;
        status.fingerprint = station.fingerprint;
        status.version = station.version;
        status.since = station.since;
        status.isPresent = true;
        status.lock = station.lock;
    }
    return found.values();
}

QSet<QString> resourceNames(const LabSituation &situation)
{
    const LabSnapshot &snapshot = situation.snapshot;
    QSet<QString> names;
    const auto add = [&names](const QStringList &more) {
        for (const QString &name : more)
            names.insert(name);
    };
    add(snapshot.resources.keys());
    add(snapshot.owners.keys());
    add(situation.off.keys());
    for (const LabTicket &ticket : snapshot.tickets)
        add(ticket.resources);
    return names;
}

LabResourceStatus resourceStatus(const QString &name, const LabSituation &situation,
                                 const QList<LabTicket> &waiting)
{
    const LabSnapshot &snapshot = situation.snapshot;
    const LabResource resource = snapshot.resources.value(name);
    LabResourceStatus status {.name = name,
                              .title = resource.title,
                              .home = resource.home,
                              .members = resource.members,
                              .unreachable = resource.unreachable,
                              .off = resource.off};
    if (const auto off = situation.off.constFind(name); off != situation.off.constEnd())
        status.off = *off;
    if (const auto owner = snapshot.owners.constFind(name); owner != snapshot.owners.constEnd()) {
        const auto ticket = snapshot.tickets.constFind(owner->ticket);
        status.owner = ticket != snapshot.tickets.constEnd()
                           ? ticketStatus(*ticket, situation.station)
                           : LabTicketStatus {.id = owner->ticket};
        status.token = owner->token;
        status.ownedSince = situation.memory.ownedSince(name, owner->token);
        if (!status.ownedSince.isValid())
            status.ownedSince = status.owner->since;
    }
    for (const LabTicket &ticket : waiting) {
        if (!ticket.resources.contains(name))
            continue;
        status.queue.append(ticketStatus(ticket, situation.station));
        status.queue.last().position = static_cast<int>(status.queue.size());
    }
    return status;
}

QString sinceAndWhy(const LabStatus &status)
{
    QString text;
    if (status.connectionSince.isValid())
        text += QStringLiteral(" since ")
                + status.connectionSince.toLocalTime().toString(QStringLiteral("HH:mm:ss"));
    if (!status.problem.isEmpty())
        text += QStringLiteral(" (%1)").arg(status.problem);
    return text;
}

} // namespace

int LabResourceStatus::ownPosition() const
{
    const auto mine = std::find_if(queue.begin(), queue.end(),
                                   [](const LabTicketStatus &ticket) { return ticket.isOwn; });
    return mine == queue.end() ? 0 : mine->position;
}

const LabStationStatus *LabStatus::findStation(const QString &name) const
{
    const auto found = std::find_if(stations.begin(), stations.end(),
                                    [&name](const auto &each) { return each.name == name; });
    return found == stations.end() ? nullptr : &*found;
}

const LabResourceStatus *LabStatus::findResource(const QString &name) const
{
    const auto found = std::find_if(resources.begin(), resources.end(),
                                    [&name](const auto &each) { return each.name == name; });
    return found == resources.end() ? nullptr : &*found;
}

QString LabStatus::toSentence() const
{
    switch (connection) {
    case LabConnection::Connecting:
        return QStringLiteral("The station \"%1\" is about to enter the lab \"%2\"%3.")
            .arg(station, lab, sinceAndWhy(*this));
    case LabConnection::Connected:
        break;
    case LabConnection::Unreachable:
        return QStringLiteral("The lab \"%1\" has been unreachable%2. What is shared is closed; "
                              "local Things work.")
            .arg(lab, sinceAndWhy(*this));
    case LabConnection::NameTaken:
        return QStringLiteral("Another station of the lab \"%1\" has the name \"%2\"%3. "
                              "Give one of them another name, or end it.")
            .arg(lab, station, sinceAndWhy(*this));
    }
    return QStringLiteral("The station \"%1\" is in the lab \"%2\".").arg(station, lab);
}

LabStatus labStatus(const LabSituation &situation)
{
    LabStatus status {.lab = situation.lab,
                      .station = situation.station,
                      .connection = situation.connection,
                      .connectionSince = situation.connectionSince,
                      .problem = situation.problem,
                      .stations = stationsOf(situation)};
    QStringList names = resourceNames(situation).values();
    names.sort();
    const QList<LabTicket> waiting = LabQueue::waiting(situation.snapshot);
    for (const QString &name : std::as_const(names))
        status.resources.append(resourceStatus(name, situation, waiting));
    return status;
}

} // namespace Holdfast
