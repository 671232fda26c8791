// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labsnapshot.h"

#include "core/lock/lockstatus.h"

namespace Holdfast {

QString toWord(LabUnreachable unreachable)
{
    return unreachable == LabUnreachable::Open ? QStringLiteral("open") : QStringLiteral("closed");
}

LabStationLock LabStationLock::of(const LockStatus &status)
{
    LabStationLock lock;
    lock.waiting = static_cast<int>(status.queue.size());
    lock.mode = status.mode;
    if (status.owner) {
        lock.owner = status.owner->principal.toString();
        lock.operation = status.owner->operation;
        lock.since = status.owner->since;
    }
    return lock;
}

} // namespace Holdfast
