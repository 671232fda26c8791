// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the gate that is about being watched over.

#include "core/lock/lockgate.h"
#include "core/lock/threadrecord.h"

namespace Holdfast {

std::optional<LockSight> LockGate::sight() const
{
    const Locked lock(m_mutex);
    if (!m_owner || m_owner->rests || m_closed)
        return {};
    const auto now = this->now();
    LockSight seen {.hold = m_owner->id,
                    .label = m_owner->holder.label(),
                    .operation = m_owner->operation,
                    .operationFor = std::chrono::duration_cast<std::chrono::milliseconds>(
                        now - m_owner->operationSince),
                    .sinceProgress = std::chrono::duration_cast<std::chrono::milliseconds>(
                        now - m_owner->progressSince),
                    .isWarned = m_owner->warning.has_value()};
    // A thread's end is told to the gate before its record goes.
    if (m_owner->thread && !m_owner->threadEnded)
        seen.thread = m_owner->thread->shared_from_this();
    return seen;
}

bool LockGate::warn(quint64 hold, const std::optional<QString> &warning)
{
    Locked lock(m_mutex);
    if (!m_owner || m_owner->id != hold || m_owner->rests || m_owner->warning == warning)
        return false;
    m_owner->warning = warning;
    ++m_version;
    lock.unlock();
    m_announcer.announce();
    return true;
}

} // namespace Holdfast
