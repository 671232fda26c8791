// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the gate that is about leases: holds that go on between operations.

#include "core/lock/lockgate.h"

#include <stdexcept>
#include <utility>

namespace Holdfast {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

Lease LockGate::beginLease(quint64 hold, const LeaseTerms &terms)
{
    Locked lock(m_mutex);
    if (!m_owner || m_owner->id != hold)
        throwIfBroken(lock, hold);
    if (!m_owner || m_owner->id != hold || m_owner->depth > 0)
        throw std::logic_error("This grant is no longer the owner of its lock.");
    if (m_owner->holder.isForLease())
        throw std::logic_error("An operation of a lease cannot become a lease itself.");
    if (m_stop)
        giveUp(lock, Reason::Stopped);
    if (m_owner->breaking)
        giveUp(lock, Reason::Broken);
    m_owner->holder = m_owner->holder.forLease();
    const LeaseRecord &lease =
        m_leases.add(m_owner->holder, m_owner->lockClass, terms, m_generation);
    m_owner->lease = m_owner->operationLease = lease.id;
    const Lease begun {lease.id, lease.holder, m_generation};
    const LeaseBegun event {lease.id, lease.holder.label(), lease.lockClass, terms, m_generation};
    // Whoever it has to give way to may have come by now.
    settle(lock, endOperation());
    record(event);
    return begun;
}

quint64 LockGate::leaseOf(const Holder &holder) const
{
    if (!holder.isForLease())
        return 0;
    const LeaseRecord *lease = m_leases.ofHolder(holder.id());
    return lease ? lease->id : 0;
}

std::optional<EndedLease> LockGate::endedLeaseOf(const Holder &holder) const
{
    return holder.isForLease() ? m_leases.endedOfHolder(holder.id()) : std::nullopt;
}

bool LockGate::isOpenTo(const Asker &asker) const
{
    return !m_owner
           || (m_owner->rests && m_owner->lease && m_owner->lease == leaseOf(asker.holder));
}

void LockGate::beginOperation(const QString &operation, quint64 hold)
{
    m_owner->id = hold;
    m_owner->rests = false;
    m_owner->operationLease = m_owner->lease;
    m_owner->operation = operation;
    m_owner->waited = {};
    m_owner->operationSince = m_owner->progressSince = now();
    ++m_version;
}

LockGate::HandOver LockGate::endOperation()
{
    if (m_owner->safety) {
        m_owner->isOver = true;
        ++m_version;
        return {};
    }
    if (!m_owner->lease)
        return handOver();
    touchLease(m_owner->lease);
    if (ownersLeaseGivesWay())
        return handOver();
    HandOver owed;
    owed.ending = ending(HoldEnded::How::Released);
    if (owed.ending)
        owed.ending->end = now();
    rest();
    if (auto next = m_queue.takeOfLease(m_owner->lease))
        serve(std::move(*next), owed);
    return owed;
}

void LockGate::rest()
{
    m_owner->rests = true;
    m_owner->operation.clear();
    m_owner->threadId = 0;
    m_owner->thread = nullptr;
    m_owner->warning.reset();
    m_owner->base = 0;
    m_owner->isForSleeper = false;
    m_owner->onBreak = {};
    m_owner->onAsked = {};
    m_owner->progress.reset();
    ++m_version;
}

bool LockGate::ownersLeaseGivesWay() const
{
    return m_owner->lockClass == LockClass::Remote
           && (m_queue.hasTaker() || refuses(m_owner->holder, m_owner->lockClass));
}

quint64 LockGate::firstLease() const
{
    return m_owner && m_owner->lease && !ownersLeaseGivesWay() ? m_owner->lease : 0;
}

LockGate::HandOver LockGate::settleLease()
{
    const bool isToEnd = m_owner && m_owner->rests && (!m_owner->lease || ownersLeaseGivesWay());
    return isToEnd ? endOperation() : HandOver {};
}

bool LockGate::isBusy(const LeaseRecord &lease) const
{
    return (m_owner && m_owner->lease == lease.id && !m_owner->rests)
           || m_queue.hasOfLease(lease.id);
}

void LockGate::touchLease(quint64 id)
{
    if (LeaseRecord *lease = id ? m_leases.find(id) : nullptr) {
        lease->lastUse = Clock::now();
        armLease(*lease);
    }
}

void LockGate::armLease(LeaseRecord &lease)
{
    if (!lease.terms.ttl || lease.timer)
        return;
    lease.timer = ++m_lastTicket;
    lease.timerAt = lease.lastUse + *lease.terms.ttl;
    watch().add(lease.timer, lease.timerAt);
}

void LockGate::leaseIsDue(Locked &lock, LeaseRecord &lease)
{
    lease.timer = 0;
    if (isBusy(lease))
        return; // armed again when that is over
    if (!isExpired(lease)) {
        armLease(lease);
        return;
    }
    removeLease(lease.id, LeaseEnd::Expired);
    settle(lock, settleLease());
}

bool LockGate::isExpired(const LeaseRecord &lease) const
{
    return lease.terms.ttl && !isBusy(lease) && Clock::now() >= lease.lastUse + *lease.terms.ttl;
}

bool LockGate::endIfExpired(Locked &lock, quint64 id)
{
    const LeaseRecord *lease = id ? m_leases.find(id) : nullptr;
    if (!lease || !isExpired(*lease))
        return false;
    removeLease(id, LeaseEnd::Expired);
    settle(lock, settleLease());
    lock.lock();
    return true;
}

bool LockGate::renewLease(quint64 id)
{
    Locked lock(m_mutex);
    if (endIfExpired(lock, id))
        return false;
    touchLease(id);
    return m_leases.find(id) != nullptr;
}

bool LockGate::endLease(quint64 id, LeaseEnd how)
{
    Locked lock(m_mutex);
    if (endIfExpired(lock, id) || !m_leases.find(id))
        return false;
    removeLease(id, how);
    Refused refused = refuseFromLine();
    const Snapshot then = snapshot();
    settle(lock, settleLease());
    tell(std::move(refused), then.finished());
    return true;
}

void LockGate::removeLease(quint64 id, LeaseEnd how, const HolderLabel &by, const QString &reason)
{
    const LeaseRecord *lease = m_leases.find(id);
    if (lease->timer)
        watch().remove(lease->timer, lease->timerAt);
    m_leases.end(id, how, by, reason);
    record(*m_leases.ended(id));
    if (m_owner && m_owner->lease == id)
        m_owner->lease = 0;
    ++m_version;
}

LeaseStatus LockGate::leaseStatus(const LeaseRecord &lease) const
{
    const bool isOwner = m_owner && m_owner->lease == lease.id;
    LeaseStatus status {.id = lease.id,
                        .label = lease.holder.label(),
                        .lockClass = lease.lockClass,
                        .note = lease.terms.note,
                        .state = isOwner ? LeaseState::Active : LeaseState::Suspended,
                        .operation = isOwner ? m_owner->operation : QString(),
                        .generation = lease.generation,
                        .ttl = lease.terms.ttl};
    if (isBusy(lease))
        return status;
    status.idle = duration_cast<milliseconds>(Clock::now() - lease.lastUse);
    if (lease.terms.ttl)
        status.remaining = std::max(*lease.terms.ttl - status.idle, milliseconds::zero());
    return status;
}

QList<LeaseStatus> LockGate::leases() const
{
    QList<LeaseStatus> all;
    std::vector<std::chrono::system_clock::time_point> since;
    {
        const Locked lock(m_mutex);
        for (const LeaseRecord &lease : m_leases.alive()) {
            all.append(leaseStatus(lease));
            since.push_back(lease.sinceWall);
        }
    }
    for (qsizetype i = 0; i < all.size(); ++i)
        all[i].since = toDateTime(since[size_t(i)]);
    return all;
}

std::optional<EndedLease> LockGate::endedLease(quint64 id) const
{
    const Locked lock(m_mutex);
    return m_leases.ended(id);
}

} // namespace Holdfast
