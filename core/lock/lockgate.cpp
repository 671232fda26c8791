// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/lockgate.h"

#include "core/lock/delivery.h"
#include "core/lock/locklog.h"
#include "core/lock/locktext.h"
#include "core/lock/threadrecord.h"

#include <stdexcept>
#include <utility>
#include <vector>

namespace Holdfast {

namespace {

// Nobody can unlock it any more, and destroying a locked mutex is undefined: it is kept for good.
void abandon(std::unique_ptr<QRecursiveMutex> mutex)
{
    static std::mutex guard;
    static auto &abandoned = *new std::vector<std::unique_ptr<QRecursiveMutex>>;
    const std::lock_guard lock(guard);
    abandoned.push_back(std::move(mutex));
}

} // namespace

LockGate::LockGate(const QString &name, const LockPolicy &policy, GlobalLock *lock)
    : m_name(name)
    , m_policy(policy)
    , m_announcer(lock)
    , m_inner(std::make_unique<QRecursiveMutex>())
    , m_queue(policy)
{
}

LockGate::~LockGate()
{
    if (m_owner && m_owner->depth > 0)
        abandon(std::move(m_inner));
}

void LockGate::replaceInner()
{
    abandon(std::exchange(m_inner, std::make_unique<QRecursiveMutex>()));
}

bool LockGate::isHeldHere(const Holder &holder) const
{
    const quint64 here = ThreadRecord::here()->id();
    const Locked lock(m_mutex);
    return m_owner && m_owner->threadId == here && m_owner->holder == holder;
}

void LockGate::enter(quint64 hold)
{
    Locked lock(m_mutex);
    if (!m_owner || m_owner->id != hold)
        throwIfBroken(lock, hold);
    if (!m_owner || m_owner->id != hold || m_owner->depth > 0)
        throw std::logic_error("This grant is no longer the owner of its lock.");
    enterInner(lock);
}

void LockGate::leave(quint64 hold)
{
    const quint64 here = ThreadRecord::here()->id();
    Locked lock(m_mutex);
    if (!m_owner || m_owner->id != hold)
        return;
    if (m_owner->threadId != here) {
        ++m_owner->lostGuards;
        reportStuck(lock, "a guard ended in another thread than the one that holds the lock");
        return;
    }
    m_inner->unlock();
    if (--m_owner->depth == 0) {
        settle(lock, endOperation());
        return;
    }
    ++m_version;
    lock.unlock();
    m_announcer.announce();
}

void LockGate::giveBack(quint64 hold)
{
    Locked lock(m_mutex);
    if (m_owner && m_owner->id == hold && m_owner->depth == 0)
        settle(lock, endOperation());
}

void LockGate::threadEnded(quint64 threadId)
{
    Locked lock(m_mutex);
    if (m_owner && m_owner->threadId == threadId) {
        m_owner->threadEnded = true;
        reportStuck(lock, "the thread that holds the lock has ended");
    }
}

void LockGate::own(const Asker &asker, quint64 hold)
{
    m_owner.emplace(hold, asker.holder, asker.operation, asker.lockClass, now());
    ++m_generation;
    ++m_version;
    if (m_keeper && m_keeper->takeAsk(m_generation))
        tellKeeper();
    if (LeaseRecord *lease = m_leases.find(leaseOf(asker.holder))) {
        m_owner->lease = m_owner->operationLease = lease->id;
        lease->generation = m_generation;
    }
}

LockGate::HandOver LockGate::handOver(HoldEnded::How how)
{
    HandOver owed;
    owed.ending = ending(how);
    m_owner.reset();
    if (m_queue.isEmpty()) { // the usual case; asking for the time is a good part of its cost
        ++m_version;
        if (owed.ending)
            owed.ending->end = now();
        return owed;
    }
    const Clock::time_point end = now();
    if (owed.ending)
        owed.ending->end = end;
    serve(*m_queue.takeNext(end), owed);
    return owed;
}

void LockGate::serve(LockQueueEntry next, HandOver &owed)
{
    const bool resumes = next.sleeper && next.sleeper->resumes;
    const quint64 hold = resumes ? next.sleeper->resumes : nextHold();
    if (m_owner)
        beginOperation(next.operation, hold);
    else
        own({next.holder, next.operation, next.lockClass}, hold);
    m_owner->waited = m_owner->operationSince - next.arrival;
    if (next.sleeper) {
        m_owner->isForSleeper = true;
        next.sleeper->generation = m_generation;
        owed.sleeper = next.sleeper->thread;
    } else {
        if (next.deadline)
            m_watch->remove(next.id, *next.deadline);
        owed.grant = LockGrant(shared_from_this(), std::move(next.holder), m_generation, hold);
        owed.callback = std::move(next.callback);
    }
}

void LockGate::settle(Locked &lock, HandOver &&owed)
{
    lock.unlock();
    if (owed.sleeper)
        owed.sleeper->served().notify_one();
    m_announcer.announce();
    if (owed.ending)
        record(std::move(*owed.ending));
    if (owed.grant)
        deliver(std::move(owed.callback), std::move(*owed.grant));
}

quint64 LockGate::enterInner(Locked &lock, int times)
{
    if (m_owner->depth == 0) {
        // What was granted before a stop, and has not begun by then, does not begin.
        if (m_stop)
            giveUp(lock, Reason::Stopped);
        if (m_owner->breaking)
            giveUp(lock, Reason::Broken);
        const auto &here = ThreadRecord::here();
        here->tellEndTo(*this);
        m_owner->threadId = here->id();
        m_owner->thread = here.get();
    }
    for (int i = 0; i < times; ++i) {
        if (!m_inner->tryLock()) {
            reportStuck(lock, "internal error: the inner mutex is not free after a grant");
            throw std::logic_error("The lock's inner mutex is not free after a grant.");
        }
        ++m_owner->depth;
    }
    ++m_version;
    const quint64 hold = m_owner->id;
    lock.unlock();
    m_announcer.announce();
    return hold;
}

void LockGate::giveUp(Locked &lock, Reason why)
{
    const auto waited = since(m_owner->since);
    const std::optional<LockBreak> broken = m_owner->breaking;
    const Snapshot then = snapshot();
    settle(lock, endOperation());
    throw GlobalLockBusyError(then.finished(), waited, 0, why, broken);
}

void LockGate::reportStuck(Locked &lock, const char *why)
{
    m_owner->stuck = true;
    ++m_version;
    const LockHold owner = *m_owner;
    const QString name = m_name; // utf16() may reallocate even a const string: not a shared one
    const auto held = since(owner.since);
    lock.unlock();
    qCCritical(lockLog, "The %ls is stuck: %s. Its holder is %ls, its operation %ls, for %ls.",
               qUtf16Printable(name), why, qUtf16Printable(owner.holder.label().toString()),
               qUtf16Printable(owner.operation), qUtf16Printable(toText(held)));
    m_announcer.announce();
}

} // namespace Holdfast
