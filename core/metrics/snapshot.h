// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Metrics that are not counted but looked up at each scrape: see Metrics::text().

#pragma once

#include <prometheus/client_metric.h>
#include <prometheus/metric_family.h>
#include <string>
#include <vector>

namespace Holdfast {

//! \brief The current values of a family of gauges, or of counters that are counted elsewhere.
class Snapshot
{
public:
    Snapshot(const char *name, const char *help,
             prometheus::MetricType type = prometheus::MetricType::Gauge);

    //! Adds the only series of the family.
    Snapshot &add(double value);
    //! Adds the series with this value of the family's only label.
    Snapshot &add(const char *label, const std::string &labelValue, double value);

    prometheus::MetricFamily take() { return std::move(m_family); }

private:
    prometheus::MetricFamily m_family;
};

} // namespace Holdfast
