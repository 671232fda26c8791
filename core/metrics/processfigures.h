// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <prometheus/metric_family.h>
#include <vector>

namespace Holdfast {

//! \brief What this process uses of its computer, under the names that all programs use for it.
class ProcessFigures
{
public:
    ProcessFigures();

    //! What the system does not tell is not in it.
    std::vector<prometheus::MetricFamily> collect() const;

private:
    double m_started = 0; //!< seconds since 1970; 0 when nobody knows
};

} // namespace Holdfast
