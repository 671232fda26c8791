// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"

#include "core/lock/lockgate.h"

#include <utility>

namespace Holdfast {

GlobalLock::GlobalLock(const QString &name, std::chrono::milliseconds wait, QObject *parent)
    : QObject(parent)
    , m_gate(std::make_shared<LockGate>(name, this))
    , m_ownWait(Wait::upTo(wait))
{
}

GlobalLock::~GlobalLock()
{
    m_gate->close();
}

QString GlobalLock::name() const
{
    return m_gate->name();
}

GlobalLock::Wait GlobalLock::ownWait() const
{
    return m_ownWait;
}

LockTicket GlobalLock::request(const Holder &holder, const QString &operation, Wait wait,
                               Callback callback)
{
    // Kept here: a callback may destroy the lock.
    const std::shared_ptr<LockGate> gate = m_gate;
    const quint64 id = gate->request(holder, operation, wait, std::move(callback));
    return LockTicket(gate, id);
}

LockGuard GlobalLock::acquire(const Holder &holder, const QString &operation, Wait wait)
{
    std::shared_ptr<LockGate> gate = m_gate;
    const quint64 generation = gate->acquire(holder, operation, wait);
    return LockGuard(std::move(gate), generation);
}

LockGuard GlobalLock::acquire(const QString &operation)
{
    return acquire(Holder::current(), operation, m_ownWait);
}

bool GlobalLock::isHeldHere(const Holder &holder) const
{
    return m_gate->isHeldHere(holder);
}

LockStatus GlobalLock::status() const
{
    return m_gate->status();
}

} // namespace Holdfast
