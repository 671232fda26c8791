// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"
#include "ui/base/axis.h"

#include <array>
#include <optional>
#include <utility>

namespace Holdfast {

//! Returns the least and the most position of \a axis in a stage's `soft_limits`; empty when they say none.
std::optional<std::pair<int, int>> limitsOf(const Json &softLimits, Axis axis);

//! \brief How the positions of a stage are counted, as far as the stage says it: its soft limits stay where they are on the
//! instrument when the zero is moved or an axis is inverted, so their numbers tell of both.
struct StageFrame
{
    std::array<std::optional<std::pair<int, int>>, 3> limits {}; //!< least and most of each axis
    std::array<bool, 3> inverted {};

    void setLimits(const Json &softLimits);
    void setInverted(const Json &axisInverted);

    friend bool operator==(const StageFrame &, const StageFrame &) = default;
};

//! Returns \a position, which was counted in the frame \a from, as it is counted in \a to. An axis of which the limits are not
//! known, or are other ones, keeps its number.
StageSteps converted(const StageSteps &position, const StageFrame &from, const StageFrame &to);

//! \brief A place on the instrument: a position, and how it was counted.
struct StagePlace
{
    StageSteps position {};
    StageFrame frame {};

    //! Returns the position as it is counted in \a now.
    StageSteps in(const StageFrame &now) const { return converted(position, frame, now); }

    friend bool operator==(const StagePlace &, const StagePlace &) = default;
};

} // namespace Holdfast
