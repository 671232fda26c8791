// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/lockgauges.h"

#include "core/lock/globallock.h"
#include "core/metrics/snapshot.h"

#include <algorithm>

namespace Holdfast {

std::vector<prometheus::MetricFamily> LockGauges::collect() const
{
    const LockStatus status = m_lock.status();
    Snapshot queue("holdfast_lock_queue_length", "Requests that stand in line for the lock.");
    for (const LockClass lockClass : {LockClass::Operator, LockClass::Remote}) {
        queue.add("class", toWord(lockClass).toStdString(),
                  double(std::count_if(status.queue.cbegin(), status.queue.cend(),
                                       [lockClass](const LockWaiter &waiter) {
                                           return waiter.lockClass == lockClass;
                                       })));
    }
    Snapshot mode("holdfast_lock_mode",
                  "1 for the current mode of the lock, 0 for the other modes.");
    for (const LockMode each : {LockMode::Shared, LockMode::LocalOnly, LockMode::Stopped})
        mode.add("mode", toWord(each).toStdString(), each == status.mode.mode ? 1 : 0);
    const auto &owner = status.owner;
    const std::chrono::duration<double> age =
        owner ? owner->held : std::chrono::milliseconds::zero();
    return {
        queue.take(),
        mode.take(),
        Snapshot("holdfast_lock_held", "1 while the lock is held, otherwise 0.")
            .add(owner ? 1 : 0)
            .take(),
        Snapshot("holdfast_lock_hold_age_seconds",
                 "How long the owner has had the lock; 0 while it is free.")
            .add(age.count())
            .take(),
        Snapshot("holdfast_lock_leased",
                 "1 while the lock is held under a lease, whether used or at rest, otherwise 0.")
            .add(owner && owner->lease ? 1 : 0)
            .take(),
        Snapshot("holdfast_lock_stuck",
                 "1 while the owner of the lock cannot release it: its thread is gone, or its "
                 "operation was broken and does not end.")
            .add(owner && owner->stuck ? 1 : 0)
            .take(),
        Snapshot("holdfast_lock_warned", "1 while the watchdog warns of the owner of the lock.")
            .add(owner && owner->warning ? 1 : 0)
            .take()};
}

} // namespace Holdfast
