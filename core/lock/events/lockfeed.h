// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/events/lockevents.h"

#include <QtGlobal>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace Holdfast {

//! \brief A bounded queue between a lock and the listener that records its events.
//!
//! The lock adds its events under its own mutex, in the order in which they happen, and goes on; it
//! never waits for the reader. When the queue is full the newest events are lost, and counted.
//!
//! It is a ring without a mutex between the one thread that adds at a time and the reader. Whenever
//! the reader has emptied it, it continues at its front: so it uses as little memory as its longest
//! batch needs, and memory that the processor's caches still have.
class LockFeed
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    //! \brief The events that have arrived since the last call of take().
    struct Batch
    {
        std::vector<LockEvent> events {};
        quint64 lost = 0;
    };

    static constexpr std::size_t defaultLimit = 16'384;

    //! Calls \a bell when the first event since the last take() arrives: in any thread, perhaps
    //! while that thread has the mutex of a lock. It must be quick, and must not use locks or
    //! feeds. It may be called once too often, and never too rarely. \a limit is at least 1.
    explicit LockFeed(std::function<void()> bell = {}, std::size_t limit = defaultLimit);
    ~LockFeed();
    Q_DISABLE_COPY_MOVE(LockFeed)

    //! Adds the event \a what of the time \a at. Must not be called in two threads at once; take()
    //! may run meanwhile.
    template<typename What>
    void add(TimePoint at, What &&what) noexcept
    {
        const quint64 taken = m_taken.load(std::memory_order_acquire);
        const bool isFirst = taken == m_next;
        if (isFirst) {
            m_next = (m_next + m_mask) & ~m_mask;
            m_begin.store(m_next, std::memory_order_relaxed);
        } else if (m_next - std::max(taken, m_begin.load(std::memory_order_relaxed)) >= m_limit) {
            lose();
            return;
        }
        ::new (&placeOf(m_next)) LockEvent {at, LockEvent::What(std::forward<What>(what))};
        ++m_next;
        m_added.store(m_next);
        if (isFirst || hasBeenTaken(m_next - 1))
            ring();
    }

    //! May be called in any thread.
    Batch take();
    //! Does the same with the memory of an earlier batch, for repeated calls.
    void take(Batch &batch);

private:
    //! \brief Memory for one event, which is there while its number is in the ring.
    union Place {
        Place() { }  // NOLINT(modernize-use-equals-default): an event has no trivial constructor
        ~Place() { } // NOLINT(modernize-use-equals-default)
        LockEvent event;
    };

    LockEvent &placeOf(quint64 number) { return m_places[number & m_mask].event; }
    //! Returns whether the reader has taken all events before \a number. Is asked after m_added or
    //! m_lost was stored, and take() asks for those after it has stored m_taken: so at least one of
    //! the two sees the other, and rings.
    bool hasBeenTaken(quint64 number) const { return m_taken.load() == number; }
    void lose();
    void ring();

    const std::function<void()> m_bell;
    const quint64 m_limit;
    const quint64 m_mask; //!< the number of places, which is a power of two, less 1
    const std::unique_ptr<Place[]> m_places;

    // Events have numbers, which only grow. Those between m_taken and m_begin, if there are any, do
    // not exist: the ring was empty, and went on at its front.
    quint64 m_next = 0;               //!< the number of the next event; only for add()
    std::atomic<quint64> m_added {0}; //!< the events below this number are there
    std::atomic<quint64> m_begin {0}; //!< the first that is there; valid when there is one
    std::atomic<quint64> m_lost {0};  //!< in all
    std::atomic<quint64> m_taken {0}; //!< the events below this number are no longer there

    std::mutex m_readers; //!< of those in take() only
    quint64 m_lostTold = 0;
};

} // namespace Holdfast
