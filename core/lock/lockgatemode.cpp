// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the gate that is about turning people away, for good or for a while.

#include "core/lock/delivery.h"
#include "core/lock/lockgate.h"
#include "core/lock/threadrecord.h"

#include <utility>

namespace Holdfast {

const LockModeRecord &LockGate::mode() const
{
    return m_stop ? *m_stop : m_mode;
}

std::optional<LockGate::Reason> LockGate::refuses(const Holder &holder, LockClass lockClass) const
{
    if (m_closed)
        return Reason::Closed;
    if (m_stop)
        return Reason::Stopped;
    if (holder.isForLease() && !leaseOf(holder))
        return Reason::LeaseEnded;
    const bool isLocal =
        lockClass == LockClass::Operator || holder.label().kind == HolderLabel::Kind::System;
    if (m_mode.mode == LockMode::LocalOnly && !isLocal)
        return Reason::LocalOnly;
    return {};
}

bool LockGate::setMode(LockMode mode, const HolderLabel &by, const QString &reason)
{
    const LockModeRecord record {mode, by, reason, QDateTime::currentDateTimeUtc()};
    Locked lock(m_mutex);
    if (mode == LockMode::Stopped ? m_stop.has_value() : m_mode.mode == mode)
        return false;
    const ModeChanged event {this->mode().mode, record};
    if (mode == LockMode::Stopped) {
        m_stop = record;
        while (!m_leases.isEmpty())
            removeLease(m_leases.alive().front().id, LeaseEnd::Stopped, by, reason);
    } else {
        m_mode = record;
    }
    ++m_version;
    tellKeeper();
    Refused refused = refuseFromLine();
    HandOver owed = settleLease();
    const Snapshot now = snapshot();
    settle(lock, std::move(owed));
    this->record(event);
    tell(std::move(refused), now.finished());
    return true;
}

bool LockGate::clearStop(const HolderLabel &by, const QString &reason)
{
    const QDateTime when = QDateTime::currentDateTimeUtc();
    Locked lock(m_mutex);
    if (!m_stop)
        return false;
    m_stop.reset();
    if (m_mode.mode == LockMode::Shared)
        m_mode = {LockMode::Shared, by, reason, when};
    ++m_version;
    tellKeeper();
    const ModeChanged event {LockMode::Stopped, {m_mode.mode, by, reason, when}};
    lock.unlock();
    m_announcer.announce();
    record(event);
    return true;
}

std::optional<GlobalLockBusyError> LockGate::turnsAway(const Asker &asker)
{
    Locked lock(m_mutex);
    const auto why = refuses(asker.holder, asker.lockClass);
    if (!why)
        return {};
    const Snapshot now = snapshot();
    const auto ended = endedLeaseOf(asker.holder);
    const LockActor who = actorOf(asker);
    lock.unlock();
    GlobalLockBusyError error(now.finished(), std::chrono::milliseconds::zero(), 0, *why, {},
                              ended);
    record(who, error);
    return error;
}

void LockGate::remember(const LockMemory &memory, std::shared_ptr<LockMemoryKeeper> keeper)
{
    const Locked lock(m_mutex);
    m_generation = memory.generation;
    m_mode = memory.mode;
    m_stop = memory.stop;
    m_keeper = std::move(keeper);
    ++m_version;
}

LockMemory LockGate::memory() const
{
    return {m_generation, m_mode, m_stop};
}

void LockGate::tellKeeper()
{
    if (m_keeper)
        m_keeper->changed(memory());
}

LockGate::Refused LockGate::refuseFromLine()
{
    Refused refused;
    int position = 0;
    for (const LockQueueEntry *waiting : m_queue.inOrder(now(), firstLease())) {
        ++position;
        const auto why = refuses(waiting->holder, waiting->lockClass);
        if (!why)
            continue;
        // Whoever gave way in the middle of an operation ends it, without its lease.
        if (why == Reason::LeaseEnded && waiting->sleeper && waiting->sleeper->resumes)
            continue;
        auto entry = m_queue.take(waiting->id);
        touchLease(entry->lease);
        if (entry->sleeper) {
            entry->sleeper->refused = why;
            entry->sleeper->position = position;
            entry->sleeper->thread->served().notify_one();
            continue;
        }
        if (entry->deadline)
            m_watch->remove(entry->id, *entry->deadline);
        refused.push_back({actorOf(*entry), std::move(entry->callback), entry->arrival, position,
                           *why, endedLeaseOf(entry->holder)});
    }
    return refused;
}

void LockGate::tell(Refused refused, const LockStatus &status)
{
    for (auto &[who, callback, arrival, position, why, ended] : refused) {
        GlobalLockBusyError error(status, since(arrival), position, why, {}, ended);
        record(who, error);
        deliver(std::move(callback), std::move(error));
    }
}

void LockGate::close()
{
    m_announcer.close();
    Locked lock(m_mutex);
    m_closed = true;
    while (!m_leases.isEmpty())
        removeLease(m_leases.alive().front().id, LeaseEnd::Closed);
    ++m_version;
    Refused refused = refuseFromLine();
    HandOver owed = settleLease(); // to nobody: the line is empty
    const Snapshot now = snapshot();
    const auto watch = std::move(m_watch);
    settle(lock, std::move(owed));
    if (watch)
        watch->stop();
    tell(std::move(refused), now.finished());
}

} // namespace Holdfast
