// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labqueue.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace Holdfast::LabQueue {

namespace {

// Where a ticket goes. Ids are compared last, so that all stations have one order whatever is in the store.
struct Place
{
    bool isForward = false; //!< of a client that goes with the operators, or before them
    bool isDue = false;     //!< before them
    LabTicket ticket;

    auto key() const
    {
        const bool isFirstClass = isForward || ticket.lockClass == LockClass::Operator;
        return std::tuple(!isDue, !isFirstClass, !ticket.isReturning, ticket.createRevision,
                          ticket.id);
    }
};

bool wantsOneOf(const LabTicket &ticket, const QSet<QString> &resources)
{
    return std::any_of(ticket.resources.begin(), ticket.resources.end(),
                       [&](const QString &each) { return resources.contains(each); });
}

void add(QSet<QString> &resources, const LabTicket &ticket)
{
    for (const QString &resource : ticket.resources)
        resources.insert(resource);
}

// The waiting clients that are no operators, in the order of their class.
QList<Place> clients(const LabSnapshot &snapshot)
{
    QList<Place> found;
    for (const LabTicket &ticket : snapshot.tickets) {
        if (ticket.lockClass == LockClass::Remote && !snapshot.isOwner(ticket))
            found.append({.ticket = ticket});
    }
    std::sort(found.begin(), found.end(),
              [](const Place &a, const Place &b) { return a.key() < b.key(); });
    return found;
}

// Marks those that are due: the first one for each resource whose row of operators is over.
void markDue(QList<Place> &clients, const LabSnapshot &snapshot)
{
    QSet<QString> seen;
    for (Place &place : clients) {
        for (const QString &resource : place.ticket.resources) {
            if (!seen.contains(resource)
                && snapshot.rows.value(resource).operators >= operatorsInARow)
                place.isDue = true;
            seen.insert(resource);
        }
    }
}

// Lets those that came before a marked one, and want a resource that it wants, be marked as well: or it would pass them.
void pullForward(QList<Place> &clients, bool Place::*mark)
{
    QSet<QString> resources;
    for (auto place = clients.rbegin(); place != clients.rend(); ++place) {
        if (wantsOneOf(place->ticket, resources))
            (*place).*mark = true;
        if ((*place).*mark)
            add(resources, place->ticket);
    }
}

} // namespace

QList<LabTicket> waiting(const LabSnapshot &snapshot)
{
    QList<Place> places = clients(snapshot);
    for (Place &place : places)
        place.isForward = place.ticket.isAged;
    markDue(places, snapshot);
    pullForward(places, &Place::isForward);
    pullForward(places, &Place::isDue);
    for (const LabTicket &ticket : snapshot.tickets) {
        if (ticket.lockClass == LockClass::Operator && !snapshot.isOwner(ticket))
            places.append({.ticket = ticket});
    }
    std::sort(places.begin(), places.end(),
              [](const Place &a, const Place &b) { return a.key() < b.key(); });

    QList<LabTicket> found;
    found.reserve(places.size());
    for (const Place &place : std::as_const(places))
        found.append(place.ticket);
    return found;
}

QList<LabTicket> grantable(const LabSnapshot &snapshot)
{
    const QStringList owned = snapshot.owners.keys();
    QSet<QString> taken(owned.begin(), owned.end());
    QList<LabTicket> found;
    for (const LabTicket &ticket : waiting(snapshot)) {
        if (!wantsOneOf(ticket, taken))
            found.append(ticket);
        add(taken, ticket);
    }
    return found;
}

int operatorsAfter(const LabSnapshot &snapshot, const QString &resource, const LabTicket &ticket,
                   const QList<LabTicket> &granted)
{
    if (ticket.lockClass != LockClass::Operator)
        return 0;
    const bool isPassed =
        std::any_of(snapshot.tickets.begin(), snapshot.tickets.end(), [&](const LabTicket &other) {
            return other.lockClass == LockClass::Remote && other.resources.contains(resource)
                   && !snapshot.isOwner(other) && !granted.contains(other);
        });
    return isPassed ? snapshot.rows.value(resource).operators + 1 : 0;
}

QStringList ahead(const LabSnapshot &snapshot, const QString &ticket)
{
    const QList<LabTicket> line = waiting(snapshot);
    const auto mine = std::find_if(line.begin(), line.end(),
                                   [&](const LabTicket &each) { return each.id == ticket; });
    if (mine == line.end())
        return {};
    QStringList found;
    for (const QString &resource : mine->resources) {
        const auto owner = snapshot.owners.constFind(resource);
        if (owner != snapshot.owners.constEnd() && !found.contains(owner->ticket))
            found.append(owner->ticket);
    }
    const QSet<QString> wanted(mine->resources.begin(), mine->resources.end());
    for (auto each = line.begin(); each != mine; ++each) {
        if (wantsOneOf(*each, wanted))
            found.append(each->id);
    }
    return found;
}

} // namespace Holdfast::LabQueue
