// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/focus/focuscurve.h"

#include <algorithm>

namespace Holdfast {

namespace {

//! Returns the numbersOf of a list; empty when it is none.
std::vector<double> numbersOf(const Json &object, const char *name)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_array())
        return {};
    std::vector<double> result;
    for (const Json &item : *found) {
        if (!item.is_number())
            return {};
        result.push_back(item.get<double>());
    }
    return result;
}

std::vector<double> stageZOf(const Json &sweep)
{
    std::vector<double> result;
    const auto found = sweep.find("stage_positions");
    if (found == sweep.end() || !found->is_array())
        return {};
    for (const Json &position : *found) {
        if (!position.is_object() || !position.contains("z") || !position["z"].is_number())
            return {};
        result.push_back(position["z"].get<double>());
    }
    return result;
}

//! OpenFlexure says only where the stage was at some times: between them it moves at a constant speed.
std::vector<double> zAtTimes(const std::vector<double> &wanted, const std::vector<double> &times,
                             const std::vector<double> &z)
{
    std::vector<double> result;
    if (times.size() < 2 || times.size() != z.size())
        return result;
    for (const double time : wanted) {
        size_t i = 1;
        while (i + 1 < times.size() && times[i] < time)
            ++i;
        const double all = times[i] - times[i - 1];
        const double share = all > 0 ? std::clamp((time - times[i - 1]) / all, 0.0, 1.0) : 1;
        result.push_back(z[i - 1] + share * (z[i] - z[i - 1]));
    }
    return result;
}

} // namespace

std::optional<FocusCurve> FocusCurve::from(const Json &sweep)
{
    if (!sweep.is_object())
        return {};
    std::vector<double> z = numbersOf(sweep, "z");
    std::vector<double> sharpness = numbersOf(sweep, "sharpness");
    if (z.empty() || sharpness.empty()) {
        sharpness = numbersOf(sweep, "jpeg_sizes");
        z = zAtTimes(numbersOf(sweep, "jpeg_times"), numbersOf(sweep, "stage_times"),
                     stageZOf(sweep));
    }
    if (z.empty() || z.size() != sharpness.size())
        return {};
    FocusCurve curve;
    for (size_t i = 0; i < z.size(); ++i)
        curve.points.emplace_back(z[i], sharpness[i]);
    if (const auto focus = sweep.find("focus_z"); focus != sweep.end() && focus->is_number())
        curve.focusZ = focus->get<double>();
    return curve;
}

} // namespace Holdfast
