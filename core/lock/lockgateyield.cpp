// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the gate that is about giving way in the middle of an operation.

#include "core/lock/delivery.h"
#include "core/lock/lockgate.h"
#include "core/lock/threadrecord.h"

#include <utility>

namespace Holdfast {

namespace {

thread_local int s_uninterruptible = 0;

// What is thrown here would leave behind a place in line that nobody sleeps for: then it is better
// that the process ends.
void tellPlace(const std::function<void(quint64)> &standsInLine, quint64 place) noexcept
{
    standsInLine(place);
}

} // namespace

Uninterruptible::Uninterruptible()
{
    ++s_uninterruptible;
}

Uninterruptible::~Uninterruptible()
{
    --s_uninterruptible;
}

bool Uninterruptible::here()
{
    return s_uninterruptible > 0;
}

void LockGate::markAsBase(quint64 hold)
{
    const quint64 here = ThreadRecord::here()->id();
    const Locked lock(m_mutex);
    if (m_owner && m_owner->id == hold && m_owner->threadId == here)
        m_owner->base = m_owner->depth;
}

Yielded LockGate::yieldIfWanted(const Holder &holder,
                                const std::function<void(quint64)> &standsInLine)
{
    const auto &thread = ThreadRecord::here();
    Locked lock(m_mutex);
    if (!m_owner || m_owner->holder != holder || m_owner->threadId != thread->id())
        return {};
    // In a callback whoever is let in could not be told before this thread returns from it.
    const bool mayWait = !WaitingForbidden::here() && !isDelivering();
    // A lease is for working undisturbed by other clients, however long they have waited.
    const bool isWanted = m_owner->lease && m_owner->lockClass == LockClass::Remote
                              ? m_queue.hasOperator()
                              : m_queue.hasBefore(m_owner->lockClass, now());
    if (m_owner->depth - m_owner->base > 1 || Uninterruptible::here() || !mayWait || !isWanted
        || m_owner->safety)
        return {.gaveWay = false, .generationChanged = false, .generation = m_generation};

    const LockHold mine = *m_owner;
    const auto start = now();
    for (int i = 0; i < mine.depth; ++i)
        m_inner->unlock();
    HandOver owed = handOver(HoldEnded::How::GaveWay);
    SleepingThread sleeper {thread};
    sleeper.resumes = mine.id;
    const quint64 id = ++m_lastTicket;
    LockQueueEntry entry {
        id, mine.holder, mine.operation, mine.lockClass, mine.holder.label().clientKey(), start,
        {}, {},          &sleeper};
    entry.lease = mine.lease;
    m_queue.insertFirst(std::move(entry), start);
    settle(lock, std::move(owed));
    tellPlace(standsInLine, id);
    lock.lock();
    {
        const ThreadWaitScope waits({.lock = weak_from_this(), .what = mine.operation});
        sleeper.thread->served().wait(lock,
                                      [&sleeper] { return sleeper.generation || sleeper.refused; });
    }
    if (!sleeper.generation) {
        const Snapshot then = snapshot();
        lock.unlock();
        const GlobalLockBusyError error(then.finished(), since(start), sleeper.position,
                                        *sleeper.refused);
        record(LockActor {mine.holder, mine.operation, mine.lockClass, mine.lease}, error);
        throw error;
    }
    m_owner->base = mine.base;
    m_owner->onBreak = mine.onBreak;
    m_owner->onAsked = mine.onAsked;
    m_owner->progress = mine.progress;
    if (mine.breaking)
        m_owner->breaking = mine.breaking; // and so it does not go on
    enterInner(lock, mine.depth);
    return {.gaveWay = true, .generationChanged = true, .generation = sleeper.generation};
}

} // namespace Holdfast
