// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/labseries.h"

#include "core/lab/labservice.h"
#include "core/metrics/snapshot.h"

#include <limits>

namespace Holdfast {

namespace {

constexpr auto s_counter = prometheus::MetricType::Counter;

prometheus::MetricFamily histogram(const char *name, const char *help,
                                   const LabDurations &durations)
{
    prometheus::ClientMetric metric;
    quint64 upToHere = 0;
    for (std::size_t i = 0; i < durations.counts().size(); ++i) {
        upToHere += durations.counts()[i];
        const double limit = i < LabDurations::limits.size()
                                 ? LabDurations::limits[i]
                                 : std::numeric_limits<double>::infinity();
        metric.histogram.bucket.push_back({upToHere, limit});
    }
    metric.histogram.sample_count = durations.count();
    metric.histogram.sample_sum = durations.sum();
    prometheus::MetricFamily family;
    family.name = name;
    family.help = help;
    family.type = prometheus::MetricType::Histogram;
    family.metric.push_back(metric);
    return family;
}

} // namespace

std::vector<prometheus::MetricFamily> LabSeries::collect() const
{
    const LabFigures figures = m_lab.figures();
    return {
        Snapshot("holdfast_lab_connected", "1 while the station is in its lab, otherwise 0.")
            .add(m_lab.situation().connection == LabConnection::Connected ? 1 : 0)
            .take(),
        Snapshot("holdfast_lab_rounds_total",
                 "Rounds in which the station read the lab from etcd and renewed its lease, by "
                 "outcome.",
                 s_counter)
            .add("outcome", "good", double(figures.rounds))
            .add("outcome", "lost", double(figures.lostRounds))
            .take(),
        histogram("holdfast_lab_round_seconds", "How long good rounds took.", figures.roundTimes),
        histogram("holdfast_lab_wait_seconds",
                  "How long tickets of this station waited for what the lab shares.",
                  figures.waits),
        Snapshot("holdfast_lab_grants_total",
                 "How often a ticket of this station got what it wanted.", s_counter)
            .add(double(figures.grants))
            .take(),
        Snapshot("holdfast_lab_leases_lost_total",
                 "Leases of this station that ended while it was in the lab, with all that it had "
                 "there.",
                 s_counter)
            .add(double(figures.lostLeases))
            .take(),
        Snapshot("holdfast_lab_transactions_total",
                 "Transactions of this station with etcd, by outcome: in a conflict another "
                 "station was first.",
                 s_counter)
            .add("outcome", "done", double(figures.transactions - figures.conflicts))
            .add("outcome", "conflict", double(figures.conflicts))
            .add("outcome", "failed", double(figures.failures))
            .take()};
}

} // namespace Holdfast
