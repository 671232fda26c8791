// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labsnapshot.h"

#include <QList>

namespace Holdfast {

//! Reads tickets as a table of tests writes them: "o1:A c2+:AB c3~:B" are an operator who came first and wants A, a client who
//! has given way and wants A and B, and one that has aged.
inline QList<LabTicket> readLabTickets(const QString &text)
{
    QList<LabTicket> tickets;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        QString name = word.section(u':', 0, 0);
        LabTicket ticket;
        ticket.isReturning = name.contains(u'+');
        ticket.isAged = name.contains(u'~');
        name.remove(u'+').remove(u'~');
        ticket.id = name;
        ticket.lockClass = name.startsWith(u'o') ? LockClass::Operator : LockClass::Remote;
        ticket.createRevision = name.mid(1).toLongLong();
        for (const QChar resource : word.section(u':', 1))
            ticket.resources << QString(resource);
        tickets << ticket;
    }
    return tickets;
}

//! Makes a snapshot of tickets, of owners ("A=c9 B=c9"), and of rows of operators ("A3").
inline LabSnapshot labSnapshot(const QString &tickets, const QString &owners = {},
                               const QString &rows = {})
{
    LabSnapshot snapshot;
    for (const LabTicket &ticket : readLabTickets(tickets))
        snapshot.tickets.insert(ticket.id, ticket);
    for (const QString &word : owners.split(u' ', Qt::SkipEmptyParts))
        snapshot.owners.insert(word.section(u'=', 0, 0), {word.section(u'=', 1), 1});
    for (const QString &word : rows.split(u' ', Qt::SkipEmptyParts))
        snapshot.rows.insert(word.first(1), {word.mid(1).toInt(), 1});
    return snapshot;
}

inline QString labIds(const QList<LabTicket> &tickets)
{
    QStringList ids;
    for (const LabTicket &ticket : tickets)
        ids << ticket.id;
    return ids.join(u' ');
}

} // namespace Holdfast
