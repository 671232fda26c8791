// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labstatus.h"

#include <QDateTime>
#include <QTimeZone>

//! A lab with a bit of everything in it.
namespace Holdfast::LabSamples {

inline QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

//! A time of the sample's day, so many seconds after ten o'clock (UTC).
inline QDateTime at(int seconds)
{
    return QDateTime::fromMSecsSinceEpoch(1796119200000, QTimeZone::utc()).addSecs(seconds);
}

inline LabTicket ticket(const char *id, const char *station, const Principal &principal,
                        const QStringList &resources, qint64 createRevision)
{
    const bool isPerson = principal.kind == Principal::Kind::Operator;
    return {.id = text(id),
            .station = text(station),
            .principal = principal,
            .lockClass = isPerson ? LockClass::Operator : LockClass::Remote,
            .resources = resources,
            .operation = resources.first() + text(".use"),
            .since = at(static_cast<int>(createRevision)),
            .createRevision = createRevision};
}

inline Principal person(const char *name)
{
    return {Principal::Kind::Operator, text(name), {}};
}

inline Principal script()
{
    return {Principal::Kind::Client, text("tile scan"), text("10.0.0.7:40112")};
}

//! scope-1 (which tells it) waits for the laser behind an operator of scope-2, table-2 owns the laser, scope-2 the room light,
//! which table-2 lets be used when etcd is gone; the robot is free, and its home arm-1 has never been seen.
inline LabSituation situation()
{
    LabSituation lab {.lab = text("cellar"),
                      .station = text("scope-1"),
                      .connection = LabConnection::Connected,
                      .connectionSince = at(0)};
    LabSnapshot &snapshot = lab.snapshot;
    snapshot.revision = 50;
    snapshot.resources[text("laser")] = {.name = text("laser"),
                                         .title = text("Laser 488"),
                                         .home = text("table-2"),
                                         .members = {text("table-2.laser")}};
    snapshot.resources[text("room-light")] = {.name = text("room-light"),
                                              .title = text("Room light"),
                                              .home = text("table-2"),
                                              .unreachable = LabUnreachable::Open};
    snapshot.resources[text("robot")] = {.name = text("robot"), .home = text("arm-1")};
    snapshot.stations[text("scope-1")] = {.name = text("scope-1"),
                                          .url = text("http://10.0.0.1:5000"),
                                          .version = text("0.3.0"),
                                          .since = at(1),
                                          .lock = LabStationLock {}};
    snapshot.stations[text("table-2")] = {
        .name = text("table-2"),
        .url = text("https://10.0.0.3:5000"),
        .fingerprint = text("5E:0B"),
        .version = text("0.3.0"),
        .since = at(2),
        .lock = LabStationLock {.owner = text("tile scan (10.0.0.7:40112)"),
                                .operation = text("stage.move"),
                                .since = at(3),
                                .waiting = 2,
                                .mode = {LockMode::Stopped, script(), text("smoke"), at(4)}}};
    snapshot.stations[text("scope-2")] = {
        .name = text("scope-2"), .url = text("http://10.0.0.2:5000"), .since = at(5)};
    const QStringList laser {text("laser")};
    for (const LabTicket &each :
         {ticket("t1", "table-2", script(), laser, 10),
          ticket("t2", "scope-1", script(), {text("laser"), text("robot")}, 11),
          ticket("t3", "scope-2", person("bob"), laser, 12),
          ticket("t4", "scope-2", person("bob"), {text("room-light")}, 13)})
        snapshot.tickets.insert(each.id, each);
    snapshot.owners[text("laser")] = {text("t1"), 20};
    snapshot.owners[text("room-light")] = {text("t4"), 21};
    return lab;
}

} // namespace Holdfast::LabSamples
