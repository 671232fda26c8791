// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/focus/focuspeak.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace Holdfast {

namespace {

//! The curve must rise by so much of its height, and its peak stand above the median by so many times the noise:
//! of noise alone the highest of some 25 values is about twice the noise above it.
constexpr double leastContrast = 0.03;
constexpr double leastTimesNoise = 6;
//! The curve must fall by so much of the contrast on both sides of its peak.
constexpr double leastFall = 0.2;

double median(std::vector<double> values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

//! Estimates the standard deviation of the noise from second differences, which a smooth curve does not have.
double noiseOf(const std::vector<FocusPoint> &curve)
{
    std::vector<double> bends;
    for (size_t i = 1; i + 1 < curve.size(); ++i) {
        bends.push_back(
            std::abs(curve[i - 1].sharpness - 2 * curve[i].sharpness + curve[i + 1].sharpness));
    }
    return median(bends) / (0.6745 * std::sqrt(6.0));
}

//! Returns the centre of the part of the curve around \a top that lies above half its height. Many pictures
//! agree about that, while the sharpest one is a matter of chance.
double centreAround(const std::vector<FocusPoint> &curve, size_t top, double half)
{
    const double threshold = std::min({half, curve[top - 1].sharpness, curve[top + 1].sharpness});
    size_t first = top;
    while (first > 0 && curve[first - 1].sharpness >= threshold)
        --first;
    size_t last = top;
    while (last + 1 < curve.size() && curve[last + 1].sharpness >= threshold)
        ++last;
    double weights = 0;
    double sum = 0;
    for (size_t i = first; i <= last; ++i) {
        // Each point stands for the way to its neighbours, which differs where a picture was skipped.
        const double before = i > 0 ? std::abs(curve[i].z - curve[i - 1].z) : 0;
        const double behind = i + 1 < curve.size() ? std::abs(curve[i + 1].z - curve[i].z) : 0;
        const double weight = (curve[i].sharpness - threshold) * (before + behind);
        weights += weight;
        sum += weight * curve[i].z;
    }
    return weights > 0 ? sum / weights : curve[top].z;
}

} // namespace

FocusPeak FocusPeak::of(const std::vector<FocusPoint> &curve)
{
    if (curve.size() < leastPoints)
        return {Kind::TooFew, 0};
    const auto less = [](const FocusPoint &a, const FocusPoint &b) {
        return a.sharpness < b.sharpness;
    };
    const auto highest = std::max_element(curve.begin(), curve.end(), less);
    const double most = highest->sharpness;
    const double least = std::min_element(curve.begin(), curve.end(), less)->sharpness;
    const double contrast = most - least;
    const double noise = noiseOf(curve);
    std::vector<double> heights;
    for (const FocusPoint &point : curve)
        heights.push_back(point.sharpness);
    const double prominence = most - median(std::move(heights));
    if (!(contrast > leastContrast * std::abs(most)) || prominence < leastTimesNoise * noise)
        return {Kind::Flat, highest->z};
    const double fallen = most - std::max(leastFall * contrast, 3 * noise);
    const auto isFallen = [fallen](const FocusPoint &point) { return point.sharpness < fallen; };
    if (std::none_of(curve.begin(), highest, isFallen))
        return {Kind::AtBegin, highest->z};
    if (std::none_of(highest, curve.end(), isFallen))
        return {Kind::AtEnd, highest->z};
    return {Kind::Found,
            centreAround(curve, size_t(highest - curve.begin()), least + contrast / 2)};
}

} // namespace Holdfast
