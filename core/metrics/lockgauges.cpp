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
    Snapshot mode("holdfast_lock_mode", "1 for whom the lock serves, 0 for the other modes.");
    for (const LockMode each : {LockMode::Shared, LockMode::LocalOnly, LockMode::Stopped})
        mode.add("mode", toWord(each).toStdString(), each == status.mode.mode ? 1 : 0);
    const auto &owner = status.owner;
    const std::chrono::duration<double> age =
        owner ? owner->held : std::chrono::milliseconds::zero();
    return {queue.take(),
            mode.take(),
            Snapshot("holdfast_lock_held", "1 while somebody has the lock, else 0.")
                .add(owner ? 1 : 0)
                .take(),
            Snapshot("holdfast_lock_hold_age_seconds",
                     "Since when whoever has the lock has it; 0 while nobody has it.")
                .add(age.count())
                .take(),
            Snapshot("holdfast_lock_leased",
                     "1 while the lock is held under a lease, whether it is used or rests, else 0.")
                .add(owner && owner->lease ? 1 : 0)
                .take(),
            Snapshot("holdfast_lock_stuck",
                     "1 while who has the lock cannot give it back by itself: its thread is gone, "
                     "or its operation was broken and does not end.")
                .add(owner && owner->stuck ? 1 : 0)
                .take(),
            Snapshot("holdfast_lock_warned",
                     "1 while the watchdog has found something wrong with who has the lock.")
                .add(owner && owner->warning ? 1 : 0)
                .take()};
}

} // namespace Holdfast
