// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"

#include "core/lock/gate/lockgate.h"

#include <utility>

namespace Holdfast {

namespace {

LockClass classOf(const Holder &holder, std::optional<LockClass> stated)
{
    return stated.value_or(defaultClass(holder.kind()));
}

} // namespace

GlobalLock::GlobalLock(const QString &name, std::chrono::milliseconds wait, QObject *parent)
    : GlobalLock(name, wait, LockPolicy {}, parent)
{
}

GlobalLock::GlobalLock(const QString &name, std::chrono::milliseconds wait,
                       const LockPolicy &policy, QObject *parent)
    : QObject(parent)
    , m_gate(std::make_shared<LockGate>(name, policy, this))
    , m_ownWait(Wait::upTo(wait))
{
    m_gate->prepare();
}

GlobalLock::~GlobalLock()
{
    close();
}

void GlobalLock::close()
{
    m_gate->close();
}

void GlobalLock::connectNotify(const QMetaMethod &)
{
    m_gate->beHeard();
}

QString GlobalLock::name() const
{
    return m_gate->name();
}

bool GlobalLock::isEnabled() const
{
    return !m_gate->isOff();
}

GlobalLock::Wait GlobalLock::ownWait() const
{
    return m_ownWait;
}

LockTicket GlobalLock::request(const Holder &holder, const QString &operation, Wait wait,
                               Callback callback, std::optional<LockClass> lockClass, Take take)
{
    // Keeps the gate alive: a callback may destroy the lock.
    const std::shared_ptr<LockGate> gate = m_gate;
    const quint64 id = gate->request({holder, operation, classOf(holder, lockClass), take}, wait,
                                     std::move(callback));
    return LockTicket(gate, id);
}

LockGuard GlobalLock::acquire(const Holder &holder, const QString &operation, Wait wait,
                              std::optional<LockClass> lockClass)
{
    LockGate *gate = m_gate.get();
    const quint64 hold = gate->acquire({holder, operation, classOf(holder, lockClass)}, wait);
    return hold ? LockGuard(gate, hold) : LockGuard();
}

LockGuard GlobalLock::acquire(const QString &operation)
{
    return acquire(Holder::current(), operation, m_ownWait);
}

Yielded GlobalLock::yieldIfWanted(const Holder &holder, const OnTicket &onTicket)
{
    const std::shared_ptr<LockGate> gate = m_gate;
    return gate->yieldIfWanted(holder, [&gate, &onTicket](quint64 place) {
        if (onTicket)
            onTicket(LockTicket(gate, place));
    });
}

Yielded GlobalLock::yieldIfWanted()
{
    return yieldIfWanted(Holder::current());
}

bool GlobalLock::isHeldHere(const Holder &holder) const
{
    return m_gate->isHeldHere(holder);
}

bool GlobalLock::setMode(LockMode mode, const Principal &by, const QString &reason)
{
    const std::shared_ptr<LockGate> gate = m_gate;
    return gate->setMode(mode, by, reason);
}

bool GlobalLock::clearStop(const Principal &by, const QString &reason)
{
    return m_gate->clearStop(by, reason);
}

BreakOutcome GlobalLock::breakHold(const Principal &by, const QString &reason,
                                   quint64 expectedGeneration, const MakeSafe &makeSafe)
{
    const std::shared_ptr<LockGate> gate = m_gate;
    return gate->breakHold(by, reason, expectedGeneration, makeSafe);
}

AskOutcome GlobalLock::ask(const Principal &by, const QString &reason, quint64 expectedGeneration)
{
    const std::shared_ptr<LockGate> gate = m_gate;
    return gate->ask(by, reason, expectedGeneration);
}

void GlobalLock::noteProgress(const Holder &holder, double percent)
{
    const std::shared_ptr<LockGate> gate = m_gate;
    gate->noteProgress(holder, percent);
}

void GlobalLock::noteLife(const Holder &holder)
{
    const std::shared_ptr<LockGate> gate = m_gate;
    gate->noteProgress(holder, {});
}

QList<LeaseStatus> GlobalLock::leases() const
{
    return m_gate->leases();
}

std::optional<LeaseStatus> GlobalLock::lease(quint64 id) const
{
    for (const LeaseStatus &lease : leases()) {
        if (lease.id == id)
            return lease;
    }
    return {};
}

std::optional<EndedLease> GlobalLock::endedLease(quint64 id) const
{
    return m_gate->endedLease(id);
}

bool GlobalLock::renewLease(quint64 id)
{
    return m_gate->renewLease(id);
}

bool GlobalLock::endLease(quint64 id)
{
    const std::shared_ptr<LockGate> gate = m_gate;
    return gate->endLease(id, LeaseEnd::Released);
}

QList<LockBreak> GlobalLock::breaks() const
{
    return m_gate->breaks();
}

bool GlobalLock::acknowledgeBreak(quint64 generation)
{
    return m_gate->acknowledgeBreak(generation);
}

std::optional<GlobalLockBusyError> GlobalLock::turnsAway(const Holder &holder,
                                                         const QString &operation,
                                                         std::optional<LockClass> lockClass)
{
    return m_gate->turnsAway({holder, operation, classOf(holder, lockClass)});
}

void GlobalLock::remember(const LockMemory &memory, std::shared_ptr<LockMemoryKeeper> keeper)
{
    m_gate->remember(memory, std::move(keeper));
}

void GlobalLock::tellTo(std::shared_ptr<LockFeed> feed)
{
    m_gate->setFeed(std::move(feed));
}

LockStatus GlobalLock::status() const
{
    return m_gate->status();
}

} // namespace Holdfast
