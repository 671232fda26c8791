// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/positions/stageframe.h"

#include <algorithm>
#include <limits>

namespace Holdfast {

std::optional<std::pair<int, int>> limitsOf(const Json &softLimits, Axis axis)
{
    if (!softLimits.is_object())
        return {};
    const auto found = softLimits.find(toUtf8String(toString(axis)));
    if (found == softLimits.end() || !found->is_object())
        return {};
    const auto end = [&found](const char *name) {
        const auto value = found->find(name);
        const bool isThere = value != found->end() && value->is_number();
        constexpr double least = std::numeric_limits<int>::min();
        constexpr double most = std::numeric_limits<int>::max();
        return isThere ? std::optional(int(std::clamp(value->get<double>(), least, most)))
                       : std::nullopt;
    };
    const auto minimum = end("minimum");
    const auto maximum = end("maximum");
    if (!minimum || !maximum || *minimum > *maximum)
        return {};
    return std::pair {*minimum, *maximum};
}

void StageFrame::setLimits(const Json &softLimits)
{
    for (const Axis axis : allAxes)
        limits[static_cast<std::size_t>(axis)] = limitsOf(softLimits, axis);
}

void StageFrame::setInverted(const Json &axisInverted)
{
    for (const Axis axis : allAxes) {
        const std::string name = toUtf8String(toString(axis));
        const bool isThere = axisInverted.is_object() && axisInverted.contains(name)
                             && axisInverted[name].is_boolean();
        inverted[static_cast<std::size_t>(axis)] = isThere && axisInverted[name].get<bool>();
    }
}

StageSteps converted(const StageSteps &position, const StageFrame &from, const StageFrame &to)
{
    StageSteps result = position;
    for (const Axis axis : allAxes) {
        const auto i = static_cast<std::size_t>(axis);
        const auto &before = from.limits[i];
        const auto &now = to.limits[i];
        if (!before || !now)
            continue;
        const auto span = [](const std::pair<int, int> &ends) {
            return qint64(ends.second) - ends.first;
        };
        if (span(*before) != span(*now))
            continue;
        result[axis] = from.inverted[i] == to.inverted[i]
                           ? position[axis] - before->first + now->first
                           : qint64(before->second) - position[axis] + now->first;
    }
    return result;
}

} // namespace Holdfast
