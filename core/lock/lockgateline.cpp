// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the gate that is about waiting: tickets, sleeping threads, and how the wait ends.

#include "core/lock/delivery.h"
#include "core/lock/lockgate.h"
#include "core/lock/threadrecord.h"

#include <utility>

namespace Holdfast {

using std::chrono::milliseconds;

namespace {

using Deadline = std::optional<LockGate::Clock::time_point>;

bool isNone(GlobalLock::Wait wait)
{
    return wait.limit && *wait.limit <= milliseconds::zero();
}

Deadline deadlineFrom(LockGate::Clock::time_point arrival, GlobalLock::Wait wait)
{
    // Beyond this nobody can tell it from for ever, and the clock's own range is not in reach.
    constexpr std::chrono::hours longest {24 * 365 * 10};
    if (!wait.limit || *wait.limit > longest)
        return {};
    return arrival + *wait.limit;
}

} // namespace

quint64 LockGate::request(const Asker &asker, Wait wait, GlobalLock::Callback callback)
{
    Locked lock(m_mutex);
    endIfExpired(lock, leaseOf(asker.holder));
    const quint64 id = ++m_lastTicket;
    auto refusal = refuses(asker.holder, asker.lockClass);
    if (!refusal && isOpenTo(asker)) {
        const quint64 hold = nextHold();
        if (m_owner)
            beginOperation(asker.operation, hold);
        else
            own(asker, hold);
        settle(lock, {LockGrant(shared_from_this(), asker.holder, m_generation, hold),
                      std::move(callback),
                      {}});
        return id;
    }
    if (!refusal)
        refusal = isNone(wait) ? Reason::Busy : refusesPlace(asker);
    if (refusal) {
        const Snapshot now = snapshot();
        const auto ended = endedLeaseOf(asker.holder);
        const LockActor who = actorOf(asker);
        lock.unlock();
        GlobalLockBusyError error(now.finished(), milliseconds::zero(), 0, *refusal, {}, ended);
        record(who, error);
        deliver(std::move(callback), std::move(error));
        return id;
    }
    const Deadline deadline = deadlineFrom(Clock::now(), wait);
    if (deadline)
        watch().add(id, *deadline);
    standInLine(id, asker, deadline, std::move(callback));
    settle(lock, settleLease());
    return id;
}

void LockGate::standInLine(quint64 id, const Asker &asker, Deadline deadline,
                           GlobalLock::Callback callback, SleepingThread *sleeper)
{
    LockQueueEntry entry {
        id,    asker.holder, asker.operation,     asker.lockClass, asker.holder.label().clientKey(),
        now(), deadline,     std::move(callback), sleeper};
    entry.lease = leaseOf(asker.holder);
    entry.takes =
        asker.take == GlobalLock::Take::FromLeases && asker.lockClass == LockClass::Operator;
    if (entry.lease)
        m_queue.insertAfterFirst(std::move(entry), entry.arrival);
    else
        m_queue.append(std::move(entry));
    ++m_version;
}

std::optional<LockGate::Reason> LockGate::refusesPlace(const Asker &asker) const
{
    const QString client = asker.holder.label().clientKey();
    if (!client.isEmpty() && m_queue.countOf(client) >= m_policy.limits.perClient)
        return Reason::TooManyOfClient;
    if (asker.lockClass != LockClass::Operator && m_queue.size() >= m_policy.limits.inAll)
        return Reason::QueueFull;
    return {};
}

milliseconds LockGate::since(Clock::time_point arrival) const
{
    return std::chrono::duration_cast<milliseconds>(now() - arrival);
}

bool LockGate::withdraw(quint64 ticket)
{
    Locked lock(m_mutex);
    const int position = m_queue.position(ticket, now(), firstLease());
    const auto entry = m_queue.take(ticket);
    if (!entry)
        return false;
    if (entry->sleeper) {
        entry->sleeper->refused = Reason::Withdrawn;
        entry->sleeper->position = position;
        entry->sleeper->thread->served().notify_one();
    } else if (entry->deadline)
        m_watch->remove(ticket, *entry->deadline);
    touchLease(entry->lease);
    ++m_version;
    lock.unlock();
    m_announcer.announce();
    if (!entry->sleeper) // whose own thread tells
        record(LineLeft {actorOf(*entry), since(entry->arrival), position});
    return true;
}

int LockGate::position(quint64 ticket) const
{
    const Locked lock(m_mutex);
    return m_queue.position(ticket, now(), firstLease());
}

void LockGate::expire(quint64 ticket)
{
    Locked lock(m_mutex);
    const int position = m_queue.position(ticket, now(), firstLease());
    auto entry = m_queue.take(ticket);
    if (!entry) {
        // Granted, withdrawn or refused in the meantime, or no ticket but somebody else's time.
        if (m_owner && m_owner->breakTimer == ticket)
            reportStuck(lock, "its operation goes on though its hold was broken");
        else if (LeaseRecord *lease = m_leases.ofTimer(ticket))
            leaseIsDue(lock, *lease);
        return;
    }
    touchLease(entry->lease);
    ++m_version;
    const Snapshot now = snapshot();
    lock.unlock();
    m_announcer.announce();
    GlobalLockBusyError error(now.finished(), since(entry->arrival), position);
    record(actorOf(*entry), error);
    deliver(std::move(entry->callback), std::move(error));
}

quint64 LockGate::acquire(const Asker &asker, Wait wait)
{
    Locked lock(m_mutex);
    endIfExpired(lock, leaseOf(asker.holder));
    const bool reenters = m_owner && m_owner->holder == asker.holder
                          && m_owner->threadId == ThreadRecord::here()->id();
    if (!reenters) {
        if (!isOpenTo(asker) || refuses(asker.holder, asker.lockClass))
            waitInLine(lock, asker, wait);
        else if (m_owner)
            beginOperation(asker.operation, nextHold());
        else
            own(asker, nextHold());
    }
    return enterInner(lock);
}

void LockGate::waitInLine(Locked &lock, const Asker &asker, Wait wait)
{
    const auto arrival = now();
    const Deadline deadline = deadlineFrom(Clock::now(), wait);
    SleepingThread sleeper {ThreadRecord::here()};
    // Whoever would wait for ever for itself is told so instead.
    const bool forItself = m_owner && m_owner->threadId == sleeper.thread->id() && !deadline;
    auto refusal = refuses(asker.holder, asker.lockClass);
    if (!refusal)
        refusal = isNone(wait) || WaitingForbidden::here() || forItself ? Reason::Busy
                                                                        : refusesPlace(asker);
    int position = 0;
    if (!refusal) {
        const quint64 id = ++m_lastTicket;
        standInLine(id, asker, deadline, {}, &sleeper);
        settle(lock, settleLease());
        lock.lock();
        const ThreadWaitScope waits({.lock = weak_from_this(), .what = asker.operation});
        const auto isOver = [&sleeper] { return sleeper.generation || sleeper.refused; };
        if (deadline)
            sleeper.thread->served().wait_until(lock, *deadline, isOver);
        else
            sleeper.thread->served().wait(lock, isOver);
        // Also when the time was over by then: the lock has been handed to this thread.
        if (sleeper.generation)
            return;
        position = sleeper.refused ? sleeper.position : m_queue.position(id, now(), firstLease());
        if (const auto left = m_queue.take(id)) {
            touchLease(left->lease);
            ++m_version;
        }
        refusal = sleeper.refused.value_or(Reason::Busy);
    }
    const Snapshot now = snapshot();
    const auto ended = endedLeaseOf(asker.holder);
    const LockActor who = actorOf(asker);
    lock.unlock();
    if (position > 0)
        m_announcer.announce();
    const GlobalLockBusyError error(now.finished(), since(arrival), position, *refusal, {}, ended);
    record(who, error);
    throw error;
}

void LockGate::prepare()
{
    const Locked lock(m_mutex);
    watch();
}

DeadlineWatch &LockGate::watch()
{
    if (!m_watch) {
        m_watch = std::make_unique<DeadlineWatch>([weak = weak_from_this()](quint64 ticket) {
            if (const auto gate = weak.lock())
                gate->expire(ticket);
        });
    }
    return *m_watch;
}

} // namespace Holdfast
