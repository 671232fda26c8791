// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/lockcounters.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace Holdfast {

namespace {

using Reason = GlobalLockBusyError::Reason;

//! Buckets from 1 ms to an hour: from a jog of the stage to a long scan.
const prometheus::Histogram::BucketBoundaries s_waitSeconds {
    0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600};

prometheus::Family<prometheus::Counter> &counters(prometheus::Registry &registry, const char *name,
                                                  const char *help)
{
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

double secondsOf(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace

LockCounters::LockCounters(prometheus::Registry &registry)
{
    for (const LockClass lockClass : {LockClass::Operator, LockClass::Remote})
        addClass(registry, lockClass);
    auto &ended = counters(registry, "holdfast_lock_leases_ended_total",
                           "Leases of the lock that ended, by how they ended.");
    for (std::size_t i = 0; i < m_leasesEnded.size(); ++i)
        m_leasesEnded.at(i) = &ended.Add({{"how", toWord(LeaseEnd(i)).toStdString()}});
    auto &modes = counters(registry, "holdfast_lock_mode_changes_total",
                           "How often the mode of the lock changed, by the new mode. To stopped: "
                           "everything was stopped.");
    for (std::size_t i = 0; i < m_modeChanges.size(); ++i)
        m_modeChanges.at(i) = &modes.Add({{"mode", toWord(LockMode(i)).toStdString()}});
    m_breaks = &counters(registry, "holdfast_lock_breaks_total",
                         "Holds of the lock that a client or the operator has broken.")
                    .Add({});
    m_lost = &counters(registry, "holdfast_lock_events_lost_total",
                       "Events of the lock that came too fast to be recorded or counted.")
                  .Add({});
}

void LockCounters::addClass(prometheus::Registry &registry, LockClass lockClass)
{
    OfClass &mine = m_classes.at(std::size_t(lockClass));
    const std::string word = toWord(lockClass).toStdString();
    const prometheus::Labels labels {{"class", word}};
    mine.grants = &counters(registry, "holdfast_lock_grants_total",
                            "Operations that had the lock, counted when they no longer have it.")
                       .Add(labels);
    auto &refusals = counters(registry, "holdfast_lock_refusals_total",
                              "Requests for the lock that were refused, by reason.");
    for (const RefusalReason::Row &row : refusalReasons)
        mine.refusals.at(std::size_t(row.value)) =
            &refusals.Add({{"class", word}, {"reason", row.word}});
    mine.timeouts = &counters(registry, "holdfast_lock_timeouts_total",
                              "Requests for the lock that waited in line until they timed out.")
                         .Add(labels);
    mine.withdrawals = &counters(registry, "holdfast_lock_withdrawals_total",
                                 "Requests for the lock that left the line by themselves.")
                            .Add(labels);
    mine.leasesBegun = &counters(registry, "holdfast_lock_leases_begun_total",
                                 "Leases of the lock that were granted.")
                            .Add(labels);
    auto &waits =
        prometheus::BuildHistogram()
            .Name("holdfast_lock_wait_seconds")
            .Help("How long requests for the lock stood in line, by outcome. Requests that "
                  "are refused without a place in line are not included.")
            .Register(registry);
    for (const auto &[outcome, name] : {std::pair {Outcome::Granted, "granted"},
                                        {Outcome::Refused, "refused"},
                                        {Outcome::Left, "left"}})
        mine.waits.at(std::size_t(outcome)) =
            &waits.Add({{"class", word}, {"outcome", name}}, s_waitSeconds);
    mine.holds = &prometheus::BuildHistogram()
                      .Name("holdfast_lock_hold_seconds")
                      .Help("How long operations had the lock.")
                      .Register(registry)
                      .Add(labels, s_waitSeconds);
}

void LockCounters::OfClass::wait(Outcome outcome, std::chrono::nanoseconds time) const
{
    waits.at(std::size_t(outcome))->Observe(secondsOf(time));
}

void LockCounters::take(const LockFeed::Batch &batch, const ClockPair &)
{
    for (const LockEvent &event : batch.events)
        std::visit([this](const auto &what) { count(what); }, event.what);
    if (batch.lost > 0)
        m_lost->Increment(double(batch.lost));
}

void LockCounters::count(const HoldEnded &ended)
{
    const OfClass &mine = of(ended.who.lockClass);
    mine.grants->Increment();
    mine.wait(Outcome::Granted, ended.waited);
    mine.holds->Observe(secondsOf(ended.held));
}

void LockCounters::count(const LockRefused &refused)
{
    const OfClass &mine = of(refused.who.lockClass);
    mine.refusals.at(std::size_t(refused.reason))->Increment();
    if (refused.position == 0)
        return;
    mine.wait(Outcome::Refused, refused.waited);
    if (refused.reason == Reason::Busy)
        mine.timeouts->Increment();
}

void LockCounters::count(const TicketWithdrawn &left)
{
    const OfClass &mine = of(left.who.lockClass);
    mine.withdrawals->Increment();
    mine.wait(Outcome::Left, left.waited);
}

void LockCounters::count(const LeaseBegun &begun)
{
    of(begun.lockClass).leasesBegun->Increment();
}

void LockCounters::count(const EndedLease &ended)
{
    m_leasesEnded.at(std::size_t(ended.end))->Increment();
}

void LockCounters::count(const LockBreak &)
{
    m_breaks->Increment();
}

void LockCounters::count(const ModeChanged &changed)
{
    m_modeChanges.at(std::size_t(changed.to.mode))->Increment();
}

} // namespace Holdfast
