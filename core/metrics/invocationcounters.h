// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/stationevents.h"

#include <QHash>

#include <map>
#include <mutex>
#include <utility>

namespace prometheus {
class Counter;
class Gauge;
class Registry;
template<typename T>
class Family;
} // namespace prometheus

namespace Holdfast {

//! \brief Counts the outcomes of actions, and how often everything was stopped.
class InvocationCounters : public StationListener
{
public:
    //! Registers itself with \a registry, which must outlive it.
    explicit InvocationCounters(prometheus::Registry &registry);

    bool hearsThings() const override { return false; }
    void invocationStepped(const InvocationStep &step) override;
    void stopped(const StopReport &report) override;
    void limitMet(StationLimit limit) override;

private:
    //! Returns the counter of the invocation's outcome. Requires m_mutex.
    prometheus::Counter &counter(const InvocationStep &ended);

    prometheus::Family<prometheus::Counter> &m_ended;
    prometheus::Counter &m_stops;
    prometheus::Gauge *m_pending = nullptr;
    prometheus::Gauge *m_running = nullptr;
    std::map<StationLimit, prometheus::Counter *> m_limits;

    std::mutex m_mutex;
    QHash<QUuid, InvocationState> m_unfinished;
    std::map<std::pair<QString, QString>, std::map<InvocationState, prometheus::Counter *>>
        m_counters;
};

} // namespace Holdfast
