// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "core/lock/lockgate.h"

#include <stdexcept>
#include <utility>

namespace Holdfast {

LockGuard::LockGuard(std::shared_ptr<LockGate> gate, quint64 hold)
    : m_gate(std::move(gate))
    , m_hold(hold)
{
}

LockGuard::LockGuard(LockGuard &&other) noexcept = default;

LockGuard &LockGuard::operator=(LockGuard &&other) noexcept
{
    LockGuard taken(std::move(other));
    std::swap(m_gate, taken.m_gate);
    std::swap(m_hold, taken.m_hold);
    return *this;
}

LockGuard::~LockGuard()
{
    if (m_gate)
        release();
}

void LockGuard::markAsBase()
{
    if (m_gate)
        m_gate->markAsBase(m_hold);
}

void LockGuard::onBreak(BreakCallback callback)
{
    if (m_gate)
        m_gate->onBreak(m_hold, std::move(callback));
}

void LockGuard::onAsked(AskCallback callback)
{
    if (m_gate)
        m_gate->onAsked(m_hold, std::move(callback));
}

void LockGuard::release()
{
    const std::shared_ptr<LockGate> gate = std::exchange(m_gate, nullptr);
    if (!gate)
        throw std::logic_error("This guard holds no lock: it never did, or has let go already.");
    gate->leave(m_hold);
}

} // namespace Holdfast
