// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/invocationcounters.h"

#include "core/metrics/limitcounters.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

namespace Holdfast {

InvocationCounters::InvocationCounters(prometheus::Registry &registry)
    : m_ended(prometheus::BuildCounter()
                  .Name("holdfast_invocations_total")
                  .Help("Runs of actions that have ended, by outcome.")
                  .Register(registry))
    , m_stops(prometheus::BuildCounter()
                  .Name("holdfast_stops_total")
                  .Help("How often everything was stopped at once.")
                  .Register(registry)
                  .Add({}))
{
    auto &unfinished = prometheus::BuildGauge()
                           .Name("holdfast_invocations_unfinished")
                           .Help("Runs of actions that have not ended.")
                           .Register(registry);
    m_pending = &unfinished.Add({{"state", "pending"}});
    m_running = &unfinished.Add({{"state", "running"}});
    auto &limits = limitsMet(registry);
    m_limits = {
        {StationLimit::ResultBytes, &limits.Add(limitLabels("total", "result_bytes"))},
        {StationLimit::Readers, &limits.Add(limitLabels("thing", "readers"))},
        {StationLimit::Workers, &limits.Add(limitLabels("thing", "workers"))},
    };
}

void InvocationCounters::invocationStepped(const InvocationStep &step)
{
    const std::lock_guard lock(m_mutex);
    // An invocation that ends was pending or running before, and the step does not say which.
    const auto before = m_unfinished.find(step.id);
    if (before != m_unfinished.end()) {
        (*before == InvocationState::Pending ? m_pending : m_running)->Decrement();
        m_unfinished.erase(before);
    }
    if (step.state == InvocationState::Pending || step.state == InvocationState::Running) {
        (step.state == InvocationState::Pending ? m_pending : m_running)->Increment();
        m_unfinished.insert(step.id, step.state);
        return;
    }
    counter(step).Increment();
}

void InvocationCounters::stopped(const StopReport &)
{
    m_stops.Increment();
}

void InvocationCounters::limitMet(StationLimit limit)
{
    m_limits.at(limit)->Increment();
}

prometheus::Counter &InvocationCounters::counter(const InvocationStep &ended)
{
    auto &outcomes = m_counters[{ended.thing, ended.action}];
    if (outcomes.empty()) {
        // All outcomes are added at once, so that the first failure of an action shows as a change.
        for (const auto outcome :
             {InvocationState::Completed, InvocationState::Cancelled, InvocationState::Error})
            outcomes[outcome] = &m_ended.Add({{"thing", ended.thing.toStdString()},
                                              {"action", ended.action.toStdString()},
                                              {"outcome", toWord(outcome).toStdString()}});
    }
    return *outcomes.at(ended.state);
}

} // namespace Holdfast
