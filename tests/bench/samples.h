// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

namespace Holdfast {

using BenchClock = std::chrono::steady_clock;

template<typename Unit>
double in(BenchClock::duration duration)
{
    return std::chrono::duration<double, typename Unit::period>(duration).count();
}

//! \brief The samples of a repeated measurement.
class Samples
{
public:
    void add(double sample) { m_samples.push_back(sample); }
    void add(const Samples &other)
    {
        m_samples.insert(m_samples.end(), other.m_samples.begin(), other.m_samples.end());
    }

    size_t size() const { return m_samples.size(); }
    bool isEmpty() const { return m_samples.empty(); }
    double median() const { return percentile(50); }
    double p99() const { return percentile(99); }
    double max() const { return percentile(100); }

private:
    //! Returns the percentile by the nearest rank, which is one of the samples; the greatest one when there are
    //! too few.
    double percentile(int percent) const
    {
        if (isEmpty())
            return std::nan("");
        std::vector<double> sorted = m_samples;
        std::sort(sorted.begin(), sorted.end());
        const size_t rank = (sorted.size() * size_t(percent) + 99) / 100;
        return sorted[std::max<size_t>(rank, 1) - 1];
    }

    std::vector<double> m_samples;
};

} // namespace Holdfast
