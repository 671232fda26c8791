// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/stageposition.h"

#include <QMetaType>

#include <algorithm>
#include <limits>

namespace Holdfast {

//! \brief Which axes count in the other direction than the motor board does.
struct AxisInversion
{
    Q_GADGET
    Q_PROPERTY(bool x MEMBER x)
    Q_PROPERTY(bool y MEMBER y)
    Q_PROPERTY(bool z MEMBER z)
public:
    //! What the axes are called in an input.
    enum class Axis {
        X, //!< the axis x
        Y, //!< the axis y
        Z, //!< the axis z
    };
    Q_ENUM(Axis)

    bool x = false; //!< of the axis x
    bool y = false; //!< of the axis y
    bool z = false; //!< of the axis z

    friend bool operator==(const AxisInversion &, const AxisInversion &) = default;

    //! Returns -1 for an axis that is inverted, else 1; x is 0.
    int sign(size_t axis) const { return (axis == 0 ? x : axis == 1 ? y : z) ? -1 : 1; }

    //! Returns the same with the direction of one axis changed.
    AxisInversion withInverted(Axis axis) const
    {
        AxisInversion changed = *this;
        bool &flag = axis == Axis::X ? changed.x : axis == Axis::Y ? changed.y : changed.z;
        flag = !flag;
        return changed;
    }

    //! Turns a position of the program into one of the board, or the other way: each axis is multiplied with its sign.
    StagePosition turned(const StagePosition &position) const
    {
        StagePosition result;
        for (size_t i = 0; i < stageAxes.size(); ++i) {
            // The least number has no counterpart.
            const qint64 value = sign(i) * qint64(position.*stageAxes[i].coordinate);
            result.*stageAxes[i].coordinate =
                int(std::min<qint64>(value, std::numeric_limits<int>::max()));
        }
        return result;
    }
};

} // namespace Holdfast
