// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <prometheus/metric_family.h>
#include <vector>

namespace Holdfast {

class GlobalLock;

//! \brief The state of a lock at the time of a scrape: its queue, and how long it has been held.
class LockGauges
{
public:
    explicit LockGauges(const GlobalLock &lock)
        : m_lock(lock)
    {
    }

    std::vector<prometheus::MetricFamily> collect() const;

private:
    const GlobalLock &m_lock;
};

} // namespace Holdfast
