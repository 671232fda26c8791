// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/lockgate.h"
#include "core/lock/globallock.h"

#include <utility>

namespace Holdfast {

LockTicket::LockTicket(std::weak_ptr<LockGate> gate, quint64 id)
    : m_gate(std::move(gate))
    , m_id(id)
{
}

bool LockTicket::withdraw()
{
    const auto gate = m_gate.lock();
    return gate && gate->withdraw(m_id);
}

int LockTicket::position() const
{
    const auto gate = m_gate.lock();
    return gate ? gate->position(m_id) : 0;
}

} // namespace Holdfast
