// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/events/lockevents.h"

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace Holdfast {

//! \brief A bounded queue between a lock and the listener that records its events.
//!
//! The lock adds its events in the threads that cause them, and goes on; no thread waits for the
//! reader. When the queue is full the newest events are lost, and counted. The order is that of
//! arrival, which may differ a little from that in which the events happened: see LockEvent::at.
//! Thread-safe.
class LockFeed
{
public:
    //! \brief The events that have arrived since the last call of take().
    struct Batch
    {
        std::vector<LockEvent> events {};
        quint64 lost = 0;
    };

    static constexpr std::size_t defaultLimit = 16'384;

    //! Calls \a bell when the first event since the last take() arrives: in any thread, perhaps
    //! while that thread has the mutex of a lock. It must be quick, and must not use locks or
    //! feeds.
    explicit LockFeed(std::function<void()> bell = {}, std::size_t limit = defaultLimit);

    template<typename What>
    void add(std::chrono::steady_clock::time_point at, What &&what) noexcept
    {
        bool isFirst = false;
        {
            const std::lock_guard lock(m_mutex);
            isFirst = m_batch.events.empty() && m_batch.lost == 0;
            if (m_batch.events.size() < m_limit)
                m_batch.events.emplace_back(at, std::forward<What>(what));
            else
                ++m_batch.lost;
        }
        if (isFirst && m_bell)
            m_bell();
    }
    Batch take();
    //! Does the same with the memory of an earlier batch, for repeated calls.
    void take(Batch &batch);

private:
    const std::function<void()> m_bell;
    const std::size_t m_limit;
    std::mutex m_mutex;
    Batch m_batch;
};

} // namespace Holdfast
