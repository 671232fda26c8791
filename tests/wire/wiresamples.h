// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "core/thing/json/json.h"

#include <QTest>
#include <QTimeZone>

//! Values that use every member of what goes over the wire.
namespace Samples {

using namespace Holdfast;
using namespace std::chrono_literals;

inline QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

inline QDateTime at(int second)
{
    return QDateTime(QDate(2026, 11, 30), QTime(14, 2, second, 125), QTimeZone::utc()).toUTC();
}

inline Principal client()
{
    return Principal::client(text("anna@lab (holdfastctl)"), text("127.0.0.1:40112"));
}

inline Principal person()
{
    return {Principal::Kind::Operator, text("operator"), {}};
}

inline LeaseStatus lease()
{
    LeaseStatus lease;
    lease.id = 7;
    lease.principal = client();
    lease.lockClass = LockClass::Remote;
    lease.note = text("overnight");
    lease.state = LeaseState::Suspended;
    lease.operation = text("stage.move_relative");
    lease.generation = 41;
    lease.since = at(1);
    lease.ttl = 30s;
    lease.remaining = 12s;
    lease.idle = 18s;
    return lease;
}

inline LockBreak lockBreak()
{
    return {.generation = 42,
            .holderId = 0,
            .victim = client(),
            .operation = text("stage.move_relative"),
            .by = person(),
            .reason = text("the lens is in the way"),
            .when = at(3)};
}

inline LockStatus heldLock()
{
    LockOwner owner;
    owner.holderId = 12;
    owner.principal = client();
    owner.operation = text("stage.move_relative");
    owner.since = at(2);
    owner.held = 38s;
    owner.depth = 2;
    owner.stuck = true;
    owner.lockClass = LockClass::Remote;
    owner.breaking = lockBreak();
    owner.operationFor = 2500ms;
    owner.progress = 40.5;
    owner.lease = lease();
    owner.asks = {{person(), text("lunch"), at(4)}};
    owner.warning = text("No progress for 12 s.");

    LockWaiter first;
    first.ticketId = 5;
    first.holderId = 13;
    first.principal = person();
    first.operation = text("camera.capture");
    first.waited = 3s;
    first.remaining = 2s;
    first.lockClass = LockClass::Operator;
    first.position = 1;
    first.takes = true;
    LockWaiter second = first;
    second.principal = client();
    second.remaining.reset();
    second.lockClass = LockClass::Remote;
    second.position = 2;

    LockStatus status;
    status.name = text("global lock");
    status.owner = owner;
    status.queue = {first, second};
    status.generation = 42;
    status.version = 1234;
    status.mode = {LockMode::LocalOnly, person(), text("aligning"), at(5)};
    status.taken = at(6);
    return status;
}

} // namespace Samples

//! Compares what two values are on the wire, and shows both when they differ.
#define COMPARE_JSON(actual, expected)                                                             \
    QCOMPARE(Holdfast::toQString((actual).dump()), Holdfast::toQString((expected).dump()))
