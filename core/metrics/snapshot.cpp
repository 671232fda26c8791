// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/snapshot.h"

namespace Holdfast {

Snapshot::Snapshot(const char *name, const char *help, prometheus::MetricType type)
    : m_family {name, help, type, {}}
{
}

Snapshot &Snapshot::add(double value)
{
    prometheus::ClientMetric metric;
    if (m_family.type == prometheus::MetricType::Counter)
        metric.counter.value = value;
    else
        metric.gauge.value = value;
    m_family.metric.push_back(std::move(metric));
    return *this;
}

Snapshot &Snapshot::add(const char *label, const std::string &labelValue, double value)
{
    add(value);
    m_family.metric.back().label.push_back({label, labelValue});
    return *this;
}

} // namespace Holdfast
