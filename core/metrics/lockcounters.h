// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/events/lockrecorder.h"

#include <array>

namespace prometheus {
class Counter;
class Histogram;
class Registry;
} // namespace prometheus

namespace Holdfast {

//! \brief Counts the events of a lock by the class of the client, never by its name.
//!
//! All counters exist from the start, so that the first event of each kind shows as a change. A grant
//! is counted when its hold has ended.
class LockCounters : public LockEventSink
{
public:
    //! Registers itself with \a registry, which must outlive it.
    explicit LockCounters(prometheus::Registry &registry);

    void take(const LockFeed::Batch &batch, const ClockPair &clocks) override;

private:
    //! How a ticket ended.
    enum class Outcome { Granted, Refused, Left };

    struct OfClass
    {
        prometheus::Counter *grants = nullptr;
        std::array<prometheus::Counter *, refusalReasons.size()> refusals {};
        prometheus::Counter *timeouts = nullptr;
        prometheus::Counter *withdrawals = nullptr;
        prometheus::Counter *leasesBegun = nullptr;
        std::array<prometheus::Histogram *, 3> waits {};
        prometheus::Histogram *holds = nullptr;

        void wait(Outcome outcome, std::chrono::nanoseconds time) const;
    };

    void addClass(prometheus::Registry &registry, LockClass lockClass);
    const OfClass &of(LockClass lockClass) const { return m_classes.at(std::size_t(lockClass)); }

    void count(const HoldEnded &ended);
    void count(const LockRefused &refused);
    void count(const TicketWithdrawn &left);
    void count(const LeaseBegun &begun);
    void count(const EndedLease &ended);
    void count(const LockBreak &broken);
    void count(const ModeChanged &changed);

    std::array<OfClass, 2> m_classes {};
    std::array<prometheus::Counter *, 6> m_leasesEnded {};
    std::array<prometheus::Counter *, 3> m_modeChanges {};
    prometheus::Counter *m_breaks = nullptr;
    prometheus::Counter *m_lost = nullptr;
};

} // namespace Holdfast
