// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/backlash.h"

#include <algorithm>

namespace Holdfast {

namespace {

constexpr size_t focusAxis = 2;

bool isCompensated(BacklashAxes axes, size_t axis, int way)
{
    switch (axes) {
    case BacklashAxes::Moved:
        return way != 0;
    case BacklashAxes::All:
        return true;
    case BacklashAxes::Lateral:
        return axis != focusAxis;
    case BacklashAxes::Focus:
        return axis == focusAxis;
    }
    return false;
}

} // namespace

std::vector<StagePosition> Backlash::legs(const StagePosition &from, const StagePosition &to,
                                          std::optional<BacklashAxes> axes,
                                          const BacklashSteps &steps,
                                          const SoftLimits &limits) const
{
    const std::lock_guard lock(m_mutex);
    StagePosition beyond = to;
    for (size_t i = 0; i < stageAxes.size(); ++i) {
        const auto coordinate = stageAxes[i].coordinate;
        const int way = to.*coordinate - from.*coordinate;
        const int backlash = axes ? steps.whenAsked(i) : steps.of(i);
        const bool isNeeded =
            axes ? isCompensated(*axes, i, way) && m_engaged[i] + double(way) / backlash < 1
                 : way < 0;
        if (isNeeded)
            beyond.*coordinate =
                std::max(std::min(to.*coordinate, (limits.*limitsOfAxes[i]).minimum),
                         to.*coordinate - backlash);
    }
    if (beyond == to)
        return {to};
    return {beyond, to};
}

void Backlash::note(const StagePosition &way, const BacklashSteps &steps)
{
    const std::lock_guard lock(m_mutex);
    for (size_t i = 0; i < stageAxes.size(); ++i) {
        const double part = double(way.*stageAxes[i].coordinate) / steps.whenAsked(i);
        m_engaged[i] = std::clamp(m_engaged[i] + part, 0.0, 1.0);
    }
}

void Backlash::forget()
{
    const std::lock_guard lock(m_mutex);
    m_engaged = {};
}

} // namespace Holdfast
