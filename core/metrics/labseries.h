// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <prometheus/metric_family.h>
#include <vector>

namespace Holdfast {

class LabService;

//! \brief What a station has to do with its lab: whether it reaches etcd, how long that takes, and how long its requests wait.
class LabSeries
{
public:
    explicit LabSeries(const LabService &lab)
        : m_lab(lab)
    {
    }

    std::vector<prometheus::MetricFamily> collect() const;

private:
    const LabService &m_lab;
};

} // namespace Holdfast
