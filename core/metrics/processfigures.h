// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <prometheus/metric_family.h>
#include <vector>

namespace Holdfast {

//! \brief The resources that this process uses, under the names that Prometheus clients share.
class ProcessFigures
{
public:
    ProcessFigures();

    //! Returns the figures that the system provides.
    std::vector<prometheus::MetricFamily> collect() const;

private:
    double m_started = 0; //!< seconds since 1970; 0 when unknown
};

} // namespace Holdfast
