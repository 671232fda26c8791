// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the gate that is about being looked at.

#include "core/lock/lockgate.h"

#include <algorithm>

namespace Holdfast {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

QDateTime toDateTime(std::chrono::system_clock::time_point time)
{
    const auto sinceEpoch = duration_cast<milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count()).toUTC();
}

LockStatus LockGate::status() const
{
    Locked lock(m_mutex);
    const Snapshot now = snapshot();
    lock.unlock();
    return now.finished();
}

LockGate::Snapshot LockGate::snapshot() const
{
    const auto now = this->now();
    Snapshot made;
    LockStatus &status = made.status;
    status.name = m_name;
    status.generation = m_generation;
    status.version = m_version;
    status.mode = mode();
    status.limits = m_policy.limits;
    if (m_owner) {
        if (!m_owner->sinceWall)
            m_owner->sinceWall = std::chrono::system_clock::now() - (now - m_owner->since);
        made.sinceWall = *m_owner->sinceWall;
        status.owner =
            LockOwner {.holderId = m_owner->holder.id(),
                       .label = m_owner->holder.label(),
                       .operation = m_owner->operation,
                       .since = {},
                       .held = duration_cast<milliseconds>(now - m_owner->since),
                       .depth = m_owner->depth,
                       .stuck = m_owner->stuck,
                       .lockClass = m_owner->lockClass,
                       .breaking = m_owner->breaking,
                       .operationFor = duration_cast<milliseconds>(now - m_owner->operationSince),
                       .progress = m_owner->progress,
                       .sinceProgress = duration_cast<milliseconds>(now - m_owner->progressSince),
                       .lease = {},
                       .asks = m_owner->asks,
                       .warning = m_owner->warning};
        if (const LeaseRecord *lease = m_leases.find(m_owner->lease)) {
            made.leaseSinceWall = lease->sinceWall;
            status.owner->lease = leaseStatus(*lease);
        }
    }
    status.queue.reserve(m_queue.size());
    for (const LockQueueEntry *entry : m_queue.inOrder(now, firstLease())) {
        LockWaiter waiter {.ticketId = entry->id,
                           .holderId = entry->holder.id(),
                           .label = entry->holder.label(),
                           .operation = entry->operation,
                           .waited = duration_cast<milliseconds>(now - entry->arrival),
                           .remaining = {},
                           .lockClass = entry->lockClass,
                           .position = int(status.queue.size()) + 1,
                           .takes = entry->takes};
        if (entry->deadline) {
            const auto left = duration_cast<milliseconds>(*entry->deadline - Clock::now());
            waiter.remaining = std::max(left, milliseconds::zero());
        }
        status.queue.append(waiter);
    }
    return made;
}

LockStatus LockSnapshot::finished() const
{
    LockStatus complete = status;
    complete.taken = QDateTime::currentDateTimeUtc();
    if (complete.owner)
        complete.owner->since = toDateTime(sinceWall);
    if (complete.owner && complete.owner->lease)
        complete.owner->lease->since = toDateTime(leaseSinceWall);
    return complete;
}

} // namespace Holdfast
