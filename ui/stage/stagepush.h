// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"

#include <Qt>

#include <algorithm>
#include <array>

namespace Holdfast {

//! \brief How fast a control that is held moves the stage: a modifier key chooses, also while it is held.
enum class Pace {
    Slow, //!< a tenth, with Ctrl
    Usual,
    Fast, //!< ten times as fast or as far, with Shift
};

//! Returns the pace that the modifier keys stand for; both together are the usual one.
inline Pace toPace(Qt::KeyboardModifiers modifiers)
{
    const bool isFast = modifiers.testFlag(Qt::ShiftModifier);
    if (isFast == modifiers.testFlag(Qt::ControlModifier))
        return Pace::Usual;
    return isFast ? Pace::Fast : Pace::Slow;
}

//! \brief The movement that one key or button of the stage stands for.
struct StageWish
{
    Axis axis = Axis::X;
    int direction = 1; //!< or -1
    Pace pace = Pace::Usual;
};

//! \brief The movement that the controls of the stage stand for which are held at the moment, all axes together.
struct StagePush
{
    std::array<double, 3> share {}; //!< of the step of each axis, or of its speed: from -1 to 1
    Pace pace = Pace::Usual;

    double &operator[](Axis axis) { return share[static_cast<std::size_t>(axis)]; }
    double operator[](Axis axis) const { return share[static_cast<std::size_t>(axis)]; }
    bool isNull() const
    {
        return std::all_of(share.begin(), share.end(), [](double of) { return of == 0; });
    }

    friend bool operator==(const StagePush &, const StagePush &) = default;
};

} // namespace Holdfast
