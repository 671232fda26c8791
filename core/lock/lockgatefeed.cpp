// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the gate that is about being remembered: what the feed is told. Nothing of it happens
// under the mutex that could as well happen after it.

#include "core/lock/lockgate.h"

#include <utility>

namespace Holdfast {

std::optional<EndingHold> LockGate::ending(HoldEnded::How how)
{
    if (!m_feed || m_owner->rests)
        return {};
    if (m_owner->breaking)
        how = HoldEnded::How::Broken;
    else if (m_owner->threadId == 0 && how == HoldEnded::How::Released)
        how = HoldEnded::How::Unused;
    // What is taken out here is not needed any more, unless the owner is a lease that goes on.
    return EndingHold {
        {.who = {m_owner->lease ? m_owner->holder : std::move(m_owner->holder),
                 std::move(m_owner->operation), m_owner->lockClass, m_owner->operationLease},
         .how = how,
         .generation = m_generation,
         .waited = m_owner->waited},
        m_owner->operationSince,
        {}};
}

void LockGate::record(EndingHold &&ending)
{
    ending.hold.held = ending.end - ending.since;
    m_feed->add(ending.end, std::move(ending.hold));
}

void LockGate::record(const LockActor &who, const GlobalLockBusyError &error)
{
    if (!m_feed)
        return;
    LockRefused refused {.who = who,
                         .reason = error.reason(),
                         .waited = error.waited(),
                         .position = error.position()};
    if (const auto &owner = error.status().owner) {
        refused.owner = owner->label;
        refused.ownerOperation = owner->operation;
    }
    m_feed->add(now(), std::move(refused));
}

LockActor LockGate::actorOf(const LockQueueEntry &entry) const
{
    return {entry.holder, entry.operation, entry.lockClass, entry.lease};
}

LockActor LockGate::actorOf(const Asker &asker) const
{
    quint64 lease = leaseOf(asker.holder);
    if (const auto ended = lease ? std::nullopt : endedLeaseOf(asker.holder))
        lease = ended->id;
    return {asker.holder, asker.operation, asker.lockClass, lease};
}

} // namespace Holdfast
