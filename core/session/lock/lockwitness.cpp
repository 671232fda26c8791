// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/lockwitness.h"

#include <utility>

namespace Holdfast {

void LockWitness::tellTo(Tell tell)
{
    const std::lock_guard lock(m_mutex);
    m_tell = std::move(tell);
}

void LockWitness::take(const LockFeed::Batch &batch, const ClockPair &)
{
    const std::lock_guard lock(m_mutex);
    if (!m_tell)
        return;
    for (const LockEvent &event : batch.events)
        m_tell(event);
}

} // namespace Holdfast
