// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labsnapshot.h"

#include <QList>

//! Decides who is next in the queue of a lab. All stations decide alike, because nothing but the snapshot counts.
//!
//! Operators go before other clients, first come, first served in each class; a ticket that has given way comes back before
//! its class. A ticket gets all its resources at once, and only while no ticket before it wants one of them: so one that wants
//! many is not passed for ever. When three operators in a row have got a resource for which another client waits, the first of
//! these clients goes before the operators; and so does one that has aged. Clients of the same resources that came before it go
//! with it.
namespace Holdfast::LabQueue {

//! So many operators in a row get a resource while another client waits for it.
constexpr int operatorsInARow = 3;

//! Returns the tickets that wait, in the order in which they are served.
QList<LabTicket> waiting(const LabSnapshot &snapshot);

//! Returns those that can have their resources now, in that order.
QList<LabTicket> grantable(const LabSnapshot &snapshot);

//! Returns what the count of operators in a row of \a resource is once \a ticket has got it, and \a granted what they can have.
int operatorsAfter(const LabSnapshot &snapshot, const QString &resource, const LabTicket &ticket,
                   const QList<LabTicket> &granted);

//! Returns what is ahead of a ticket: those that are served before it, and want or have one of its resources. Empty for a ticket
//! that does not wait.
QStringList ahead(const LabSnapshot &snapshot, const QString &ticket);

} // namespace Holdfast::LabQueue
