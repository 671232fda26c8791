// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/lockfeed.h"

#include <utility>

namespace Holdfast {

LockFeed::LockFeed(std::function<void()> bell, std::size_t limit)
    : m_bell(std::move(bell))
    , m_limit(limit)
{
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
    batch.lost = 0;
    const std::lock_guard lock(m_mutex);
    std::swap(m_batch, batch);
}

} // namespace Holdfast
