// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <array>

namespace Holdfast {

enum class Axis { X, Y, Z };

inline constexpr std::array allAxes {Axis::X, Axis::Y, Axis::Z};

//! Returns the axis's name on the wire: "x".
inline QString toString(Axis axis)
{
    return QString(QChar(u"xyz"[static_cast<int>(axis)]));
}

//! \brief Motor steps of each axis: a distance or a position.
struct StageSteps
{
    std::array<qint64, 3> steps {};

    qint64 &operator[](Axis axis) { return steps[static_cast<std::size_t>(axis)]; }
    qint64 operator[](Axis axis) const { return steps[static_cast<std::size_t>(axis)]; }
    bool isNull() const { return *this == StageSteps(); }

    friend bool operator==(const StageSteps &, const StageSteps &) = default;
};

} // namespace Holdfast
