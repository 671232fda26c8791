// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/lockfeed.h"

#include <bit>
#include <utility>

namespace Holdfast {

LockFeed::LockFeed(std::function<void()> bell, std::size_t limit)
    : m_bell(std::move(bell))
    , m_limit(limit)
    , m_mask(std::bit_ceil(m_limit) - 1)
    , m_places(std::make_unique_for_overwrite<Place[]>(m_mask + 1))
{
}

LockFeed::~LockFeed()
{
    take();
}

// Kept out of add(), which so needs fewer registers.
Q_NEVER_INLINE void LockFeed::lose()
{
    m_lost.store(m_lost.load(std::memory_order_relaxed) + 1);
    if (hasBeenTaken(m_next))
        ring();
}

Q_NEVER_INLINE void LockFeed::ring()
{
    if (m_bell)
        m_bell();
}

LockFeed::Batch LockFeed::take()
{
    Batch batch;
    take(batch);
    return batch;
}

void LockFeed::take(Batch &batch)
{
    batch.events.clear();
    const std::lock_guard lock(m_readers);
    const quint64 added = m_added.load(std::memory_order_acquire);
    const quint64 lost = m_lost.load(std::memory_order_acquire);
    const quint64 taken = m_taken.load(std::memory_order_relaxed);
    if (added != taken) {
        quint64 next = std::max(taken, m_begin.load(std::memory_order_relaxed));
        batch.events.reserve(added - next);
        for (; next != added; ++next) {
            LockEvent &event = placeOf(next);
            batch.events.push_back(std::move(event));
            std::destroy_at(&event);
        }
        m_taken.store(added);
    }
    batch.lost = lost - std::exchange(m_lostTold, lost);
    if (m_added.load() != added || m_lost.load() != lost)
        ring();
}

} // namespace Holdfast
