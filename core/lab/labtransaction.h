// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labkeys.h"
#include "core/lab/labsnapshot.h"

#include <optional>

namespace Holdfast {

//! \brief A step of the lab as one transaction of etcd, decided by a snapshot.
//!
//! Its conditions say that the snapshot was right about everything that the decision rests on. When one of them does not hold, the
//! transaction changes nothing (or only puts a ticket into the queue), and brings everything that there is, for the next try.
struct LabTransaction
{
    EtcdTxn txn {};
    bool isQueueCompared =
        false; //!< whether one of the conditions is that no ticket was written since the snapshot
    QStringList granted {}; //!< the tickets that get their resources
};

//! Makes transactions. The fencing token of an owner is the mod_revision of its key: so only grants, hand-overs and releases write
//! that key, and nothing else may be in it.
namespace LabTransactions {

//! A ticket wants at most so many resources: a transaction of etcd has at most 128 operations.
constexpr int mostResources = 16;

//! Puts \a ticket into the queue, and grants it at once if the snapshot has it next. May be repeated.
LabTransaction ask(const LabKeys &keys, const LabSnapshot &snapshot, const LabTicket &ticket);
//! Grants those of \a tickets that are next. Nothing when there are none.
std::optional<LabTransaction> grant(const LabKeys &keys, const LabSnapshot &snapshot,
                                    const QStringList &tickets);
//! Takes \a ticket out of the queue; what it owns goes to those that are next. With a notice, for its station to know why.
//! Nothing when there is no such ticket.
std::optional<LabTransaction> end(const LabKeys &keys, const LabSnapshot &snapshot,
                                  const QString &ticket,
                                  const std::optional<LabNotice> &notice = {}, qint64 lease = 0);
//! Lets those that are next have what \a ticket owns, and puts it back into the queue before its class. Nothing when that would
//! give none of its resources to another ticket.
std::optional<LabTransaction> giveWay(const LabKeys &keys, const LabSnapshot &snapshot,
                                      const QString &ticket);
//! Marks \a ticket as aged. Nothing when there is no such ticket, or it is.
std::optional<LabTransaction> age(const LabKeys &keys, const LabSnapshot &snapshot,
                                  const QString &ticket);
//! Enters \a station, if there is none of its name.
LabTransaction enter(const LabKeys &keys, const LabStation &station);
//! Tells what has changed about \a station since it entered. Nothing when all is there, or it has not entered with its lease.
std::optional<LabTransaction> tell(const LabKeys &keys, const LabSnapshot &snapshot,
                                   const LabStation &station);

//! Enters a resource, or what has changed about it. Nothing when all is there, or another station is its home.
std::optional<LabTransaction> declare(const LabKeys &keys, const LabSnapshot &snapshot,
                                      const LabResource &resource);
//! Deletes the notice for \a ticket.
LabTransaction forget(const LabKeys &keys, const QString &ticket);

} // namespace LabTransactions

} // namespace Holdfast
