// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the gate that is about ending somebody else's hold.

#include "core/lock/callowner.h"
#include "core/lock/lockgate.h"
#include "core/lock/threadrecord.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace Holdfast {

namespace {

// Notices that nobody acknowledges must not pile up for ever.
constexpr size_t s_mostBreaks = 100;

void askToEnd(const BreakCallback &callback, const LockBreak &why)
{
    callOwner("ends a broken operation", callback, why);
}

} // namespace

BreakOutcome LockGate::breakHold(const HolderLabel &by, const QString &reason,
                                 quint64 expectedGeneration, const MakeSafe &makeSafe)
{
    if (reason.isEmpty())
        throw std::invalid_argument("Whoever breaks a hold has to give a reason.");
    const QDateTime when = QDateTime::currentDateTimeUtc();
    Locked lock(m_mutex);
    if (!m_owner)
        return BreakOutcome::NotHeld;
    if (m_generation != expectedGeneration)
        return BreakOutcome::OtherGeneration;
    const bool isNew = !m_owner->breaking;
    if (isNew)
        markBroken({m_generation, m_owner->holder.id(), m_owner->holder.label(), m_owner->operation,
                    by, reason, when, m_owner->rests ? m_owner->lease : m_owner->operationLease});
    Refused refused = refuseFromLine(); // the operations of a lease that is no more
    const Snapshot then = snapshot();
    const LockBreak why = *m_owner->breaking;
    const bool hasEnded = m_owner->isGone() || m_owner->isIdle();
    const bool isMadeSafe = makeSafe && !m_owner->safety;
    if (isMadeSafe)
        m_owner->safety = ++m_lastTicket;
    if (hasEnded && !m_owner->safety) {
        if (m_owner->isGone())
            replaceInner();
        settle(lock, handOver());
        if (isNew)
            record(why);
        tell(std::move(refused), then.finished());
        return BreakOutcome::Freed;
    }
    if (m_owner->depth > 0 && !m_owner->breakTimer) {
        m_owner->breakTimer = ++m_lastTicket;
        watch().add(m_owner->breakTimer, Clock::now() + m_policy.breakPatience);
    }
    const BreakCallback callback = m_owner->onBreak;
    const quint64 safety = m_owner->safety;
    lock.unlock();
    m_announcer.announce();
    if (isNew)
        record(why);
    tell(std::move(refused), then.finished());
    askToEnd(callback, why);
    if (isMadeSafe)
        makeSafe(why, [self = shared_from_this(), safety] { return self->thingsAreSafe(safety); });
    return BreakOutcome::Asked;
}

void LockGate::markBroken(const LockBreak &why)
{
    m_owner->breaking = why;
    if (m_breaks.size() == s_mostBreaks)
        m_breaks.pop_front();
    m_breaks.push_back({m_owner->id, why});
    if (m_owner->lease)
        removeLease(m_owner->lease, LeaseEnd::Broken, why.by, why.reason);
    ++m_version;
}

BreakOutcome LockGate::thingsAreSafe(quint64 safety)
{
    Locked lock(m_mutex);
    if (!m_owner || m_owner->safety != safety)
        return BreakOutcome::Freed;
    m_owner->safety = 0;
    if (!m_owner->isOver && !m_owner->isIdle() && !m_owner->isGone())
        return BreakOutcome::Asked;
    if (m_owner->isGone())
        replaceInner();
    settle(lock, handOver());
    return BreakOutcome::Freed;
}

void LockGate::onBreak(quint64 hold, BreakCallback callback)
{
    const quint64 here = ThreadRecord::here()->id();
    Locked lock(m_mutex);
    if (!m_owner || m_owner->id != hold || m_owner->threadId != here)
        return;
    m_owner->onBreak = callback;
    const std::optional<LockBreak> broken = m_owner->breaking;
    lock.unlock();
    if (broken)
        askToEnd(callback, *broken);
}

QList<LockBreak> LockGate::breaks() const
{
    const Locked lock(m_mutex);
    QList<LockBreak> all;
    for (const BrokenHold &broken : m_breaks)
        all.append(broken.what);
    return all;
}

bool LockGate::acknowledgeBreak(quint64 generation)
{
    const Locked lock(m_mutex);
    return std::erase_if(m_breaks,
                         [generation](const BrokenHold &broken) {
                             return broken.what.generation == generation;
                         })
           > 0;
}

void LockGate::throwIfBroken(Locked &lock, quint64 hold)
{
    const auto broken =
        std::find_if(m_breaks.begin(), m_breaks.end(),
                     [hold](const BrokenHold &other) { return other.hold == hold; });
    if (broken == m_breaks.end())
        return;
    const LockBreak what = broken->what;
    const Snapshot now = snapshot();
    lock.unlock();
    throw GlobalLockBusyError(now.finished(), std::chrono::milliseconds::zero(), 0,
                              GlobalLockBusyError::Reason::Broken, what);
}

} // namespace Holdfast
