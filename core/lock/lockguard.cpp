// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/lockgate.h"
#include "core/lock/globallock.h"

#include <stdexcept>
#include <utility>

namespace Holdfast {

LockGuard::LockGuard(LockGuard &&other) noexcept
    : m_gate(std::exchange(other.m_gate, nullptr))
    , m_hold(other.m_hold)
{
}

LockGuard &LockGuard::operator=(LockGuard &&other) noexcept
{
    LockGuard taken(std::move(other));
    std::swap(m_gate, taken.m_gate);
    std::swap(m_hold, taken.m_hold);
    return *this;
}

void LockGuard::markAsBase()
{
    if (m_gate)
        m_gate->markAsBase(m_hold);
}

void LockGuard::onBreak(const BreakCallback &callback)
{
    if (m_gate)
        m_gate->onBreak(m_hold, callback);
}

void LockGuard::onAsked(const AskCallback &callback)
{
    if (m_gate)
        m_gate->onAsked(m_hold, callback);
}

void LockGuard::release()
{
    LockGate *gate = std::exchange(m_gate, nullptr);
    if (!gate)
        throw std::logic_error(
            "This guard holds no lock: it never took one, or has released it already.");
    gate->leave(m_hold);
}

LockGrant::LockGrant(std::shared_ptr<LockGate> gate, Holder holder, quint64 generation,
                     quint64 hold)
    : m_gate(std::move(gate))
    , m_holder(std::move(holder))
    , m_generation(generation)
    , m_hold(hold)
{
}

LockGrant::LockGrant(LockGrant &&other) noexcept = default;

LockGrant &LockGrant::operator=(LockGrant &&other) noexcept
{
    LockGrant taken(std::move(other));
    std::swap(m_gate, taken.m_gate);
    std::swap(m_holder, taken.m_holder);
    std::swap(m_generation, taken.m_generation);
    std::swap(m_hold, taken.m_hold);
    return *this;
}

LockGrant::~LockGrant()
{
    if (const auto gate = std::exchange(m_gate, nullptr))
        gate->giveBack(m_hold);
}

LockGuard LockGrant::enter(LockHooks hooks)
{
    const auto gate = std::exchange(m_gate, nullptr);
    if (!gate)
        throw std::logic_error("This grant is used up: it can be entered only once.");
    gate->enter(m_hold, m_holder, std::move(hooks));
    return m_hold ? LockGuard(gate.get(), m_hold) : LockGuard();
}

Lease LockGrant::intoLease(const LeaseTerms &terms)
{
    const auto gate = std::exchange(m_gate, nullptr);
    if (!gate)
        throw std::logic_error("This grant is used up: it can be entered only once.");
    return gate->beginLease(m_hold, terms);
}

} // namespace Holdfast
