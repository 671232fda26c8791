// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <chrono>

namespace Holdfast {

//! \brief How long something took, many times: counted in ranges, as a histogram of Prometheus wants it. A value.
class LabDurations
{
public:
    //! The upper limits of the ranges, in seconds. What takes longer is in a last range without one.
    static constexpr std::array<double, 12> limits {0.002, 0.005, 0.01, 0.02, 0.05, 0.1,
                                                    0.25,  0.5,   1,    2.5,  10,   60};

    void add(std::chrono::duration<double> time)
    {
        const auto range = std::lower_bound(limits.begin(), limits.end(), time.count());
        ++m_counts[static_cast<std::size_t>(range - limits.begin())];
        ++m_count;
        m_sum += time.count();
    }

    //! Returns how many there were in each range, the last one without a limit.
    const std::array<quint64, limits.size() + 1> &counts() const { return m_counts; }
    quint64 count() const { return m_count; }
    //! Returns their sum in seconds.
    double sum() const { return m_sum; }

private:
    std::array<quint64, limits.size() + 1> m_counts {};
    quint64 m_count = 0;
    double m_sum = 0;
};

} // namespace Holdfast
