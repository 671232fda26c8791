// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labtransaction.h"

#include "core/lab/labjson.h"
#include "core/lab/labqueue.h"

#include <QSet>

#include <algorithm>
#include <limits>
#include <utility>

namespace Holdfast::LabTransactions {

namespace {

using Kind = LabKeys::Kind;

// So many conditions or operations leave room for one more grant and the rest below etcd's limit of 128.
constexpr qsizetype s_fewEnough = 128 - 3 * mostResources - 10;

//! \brief Collects conditions and operations, each key once.
class Builder
{
public:
    Builder(const LabKeys &keys, const LabSnapshot &snapshot)
        : m_keys(keys)
        , m_snapshot(snapshot)
    {
    }

    void requireTicket(const QString &id, qint64 createRevision)
    {
        m_made.txn.compares.append(
            EtcdCompare::created(m_keys.key(Kind::Ticket, id), createRevision));
    }
    //! The owner of a resource is the one that the snapshot has, or there is none.
    void requireOwner(const QString &resource)
    {
        if (m_required.contains(resource))
            return;
        m_required.insert(resource);
        m_made.txn.compares.append(EtcdCompare::modified(m_keys.key(Kind::Owner, resource),
                                                         m_snapshot.owners.value(resource).token));
    }
    void requireOwners(const QStringList &resources)
    {
        for (const QString &resource : resources)
            requireOwner(resource);
    }

    //! Grants what is possible in \a decided, the snapshot as it is after the rest of the transaction, to those of \a which; empty:
    //! to all.
    void grant(const LabSnapshot &decided, const QStringList &which = {})
    {
        const QList<LabTicket> grantable = LabQueue::grantable(decided);
        for (const LabTicket &ticket : grantable) {
            if (!which.isEmpty() && !which.contains(ticket.id))
                continue;
            if (std::max(m_made.txn.success.size(), m_made.txn.compares.size()) > s_fewEnough)
                break; // their stations grant the rest
            grantOne(decided, ticket, grantable);
        }
        if (!m_made.granted.isEmpty()) {
            m_made.isQueueCompared = true;
            m_made.txn.compares.append(
                EtcdCompare::notWrittenSince(m_keys.tickets(), m_snapshot.queueRevision));
        }
    }

    void put(Kind kind, const QString &name, const QByteArray &value, qint64 lease)
    {
        m_made.txn.success.append(EtcdPut {m_keys.key(kind, name), value, lease});
    }
    void remove(Kind kind, const QString &name)
    {
        m_made.txn.success.append(EtcdDelete {EtcdKeys::one(m_keys.key(kind, name))});
    }
    //! Deletes the owner of what \a ticket has, where it is not handed over.
    void disown(const LabTicket &ticket)
    {
        for (const QString &resource : ticket.resources) {
            if (m_snapshot.owners.value(resource).ticket == ticket.id
                && !m_owned.contains(resource))
                remove(Kind::Owner, resource);
        }
    }

    const QStringList &granted() const { return m_made.granted; }
    bool isHandedOver(const QString &resource) const { return m_owned.contains(resource); }
    LabTransaction take(QList<EtcdOperation> failure = {})
    {
        failure.append(EtcdRange {m_keys.all(), false});
        m_made.txn.failure = std::move(failure);
        return std::move(m_made);
    }

private:
    void grantOne(const LabSnapshot &decided, const LabTicket &ticket,
                  const QList<LabTicket> &grantable)
    {
        if (const auto known = m_snapshot.tickets.constFind(ticket.id);
            known != m_snapshot.tickets.constEnd())
            requireTicket(ticket.id, known->createRevision);
        for (const QString &resource : ticket.resources) {
            requireOwner(resource);
            m_owned.insert(resource);
            put(Kind::Owner, resource, ticket.id.toUtf8(), ticket.lease);
            const LabRow row = m_snapshot.rows.value(resource);
            const QByteArray key = m_keys.key(Kind::Row, resource);
            m_made.txn.compares.append(EtcdCompare::modified(key, row.modRevision));
            const int operators = LabQueue::operatorsAfter(decided, resource, ticket, grantable);
            if (operators != row.operators)
                put(Kind::Row, resource, LabJson::write(LabRow {operators}), 0);
        }
        m_made.granted.append(ticket.id);
    }

    const LabKeys &m_keys;
    const LabSnapshot &m_snapshot;
    LabTransaction m_made;
    QSet<QString> m_required; //!< resources whose owner is a condition
    QSet<QString> m_owned;    //!< resources that get an owner
};

// The snapshot as it is when a ticket has given everything back.
LabSnapshot without(const LabSnapshot &snapshot, const LabTicket &ticket)
{
    LabSnapshot left = snapshot;
    for (const QString &resource : ticket.resources) {
        if (left.owners.value(resource).ticket == ticket.id)
            left.owners.remove(resource);
    }
    return left;
}

} // namespace

LabTransaction ask(const LabKeys &keys, const LabSnapshot &snapshot, const LabTicket &ticket)
{
    Builder builder(keys, snapshot);
    LabSnapshot decided = snapshot;
    LabTicket last = ticket;
    last.createRevision = std::numeric_limits<qint64>::max();
    decided.tickets.insert(last.id, last);
    builder.requireTicket(ticket.id, 0);
    builder.put(Kind::Ticket, ticket.id, LabJson::write(ticket), ticket.lease);
    builder.grant(decided, {ticket.id});
    return builder.take(
        {EtcdPut {keys.key(Kind::Ticket, ticket.id), LabJson::write(ticket), ticket.lease}});
}

std::optional<LabTransaction> grant(const LabKeys &keys, const LabSnapshot &snapshot,
                                    const QStringList &tickets)
{
    if (tickets.isEmpty())
        return {};
    Builder builder(keys, snapshot);
    builder.grant(snapshot, tickets);
    return builder.granted().isEmpty() ? std::nullopt : std::optional(builder.take());
}

std::optional<LabTransaction> end(const LabKeys &keys, const LabSnapshot &snapshot,
                                  const QString &ticket, const std::optional<LabNotice> &notice,
                                  qint64 lease)
{
    const auto found = snapshot.tickets.constFind(ticket);
    if (found == snapshot.tickets.constEnd())
        return {};
    Builder builder(keys, snapshot);
    LabSnapshot decided = without(snapshot, *found);
    decided.tickets.remove(ticket);
    builder.requireTicket(ticket, found->createRevision);
    builder.requireOwners(found->resources);
    builder.grant(decided);
    builder.disown(*found);
    builder.remove(Kind::Ticket, ticket);
    if (notice)
        builder.put(Kind::Notice, ticket, LabJson::write(*notice), lease);
    return builder.take();
}

std::optional<LabTransaction> giveWay(const LabKeys &keys, const LabSnapshot &snapshot,
                                      const QString &ticket)
{
    const auto found = snapshot.tickets.constFind(ticket);
    if (found == snapshot.tickets.constEnd())
        return {};
    Builder builder(keys, snapshot);
    LabSnapshot decided = without(snapshot, *found);
    LabTicket &returning = decided.tickets[ticket];
    returning.isReturning = true;
    builder.requireTicket(ticket, found->createRevision);
    builder.requireOwners(found->resources);
    builder.grant(decided);
    const bool isUseful =
        !builder.granted().contains(ticket)
        && std::any_of(found->resources.begin(), found->resources.end(),
                       [&](const QString &each) { return builder.isHandedOver(each); });
    if (!isUseful)
        return {};
    builder.disown(*found);
    builder.put(Kind::Ticket, ticket, LabJson::write(returning), found->lease);
    return builder.take();
}

std::optional<LabTransaction> age(const LabKeys &keys, const LabSnapshot &snapshot,
                                  const QString &ticket)
{
    const auto found = snapshot.tickets.constFind(ticket);
    if (found == snapshot.tickets.constEnd() || found->isAged)
        return {};
    LabTicket aged = *found;
    aged.isAged = true;
    Builder builder(keys, snapshot);
    builder.requireTicket(ticket, found->createRevision);
    builder.put(Kind::Ticket, ticket, LabJson::write(aged), found->lease);
    return builder.take();
}

LabTransaction enter(const LabKeys &keys, const LabStation &station)
{
    LabTransaction made;
    const QByteArray key = keys.key(Kind::Station, station.name);
    made.txn.compares = {EtcdCompare::created(key, 0)};
    made.txn.success = {EtcdPut {key, LabJson::write(station), station.lease}};
    made.txn.failure = {EtcdRange {keys.all(), false}};
    return made;
}

std::optional<LabTransaction> tell(const LabKeys &keys, const LabSnapshot &snapshot,
                                   const LabStation &station)
{
    const auto known = snapshot.stations.constFind(station.name);
    const QByteArray value = LabJson::write(station);
    if (known == snapshot.stations.constEnd() || known->lease != station.lease
        || LabJson::write(*known) == value)
        return {};
    LabTransaction made;
    const QByteArray key = keys.key(Kind::Station, station.name);
    made.txn.compares = {EtcdCompare::modified(key, known->modRevision)};
    made.txn.success = {EtcdPut {key, value, station.lease}};
    made.txn.failure = {EtcdRange {keys.all(), false}};
    return made;
}

std::optional<LabTransaction> declare(const LabKeys &keys, const LabSnapshot &snapshot,
                                      const LabResource &resource)
{
    const LabResource known = snapshot.resources.value(resource.name);
    const bool isThere = known.modRevision > 0;
    if (isThere
        && (known.home != resource.home || LabJson::write(known) == LabJson::write(resource)))
        return {};
    LabTransaction made;
    const QByteArray key = keys.key(Kind::Resource, resource.name);
    made.txn.compares = {EtcdCompare::modified(key, known.modRevision)};
    made.txn.success = {EtcdPut {key, LabJson::write(resource), 0}};
    made.txn.failure = {EtcdRange {keys.all(), false}};
    return made;
}

LabTransaction forget(const LabKeys &keys, const QString &ticket)
{
    LabTransaction made;
    made.txn.success = {EtcdDelete {EtcdKeys::one(keys.key(Kind::Notice, ticket))}};
    return made;
}

} // namespace Holdfast::LabTransactions
