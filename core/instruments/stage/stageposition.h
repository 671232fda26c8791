// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

#include <array>
#include <cmath>

namespace Holdfast {

//! \brief The position of a stage, in motor steps.
struct StagePosition
{
    Q_GADGET
    Q_PROPERTY(int x MEMBER x)
    Q_PROPERTY(int y MEMBER y)
    Q_PROPERTY(int z MEMBER z)
public:
    int x = 0; //!< of the axis x
    int y = 0; //!< of the axis y
    int z = 0; //!< of the axis z

    friend bool operator==(const StagePosition &, const StagePosition &) = default;

    //! Returns a text like "(x 100, y 0, z -20)".
    QString toString() const { return QStringLiteral("(x %1, y %2, z %3)").arg(x).arg(y).arg(z); }
};

//! \brief An axis of a stage: its letter, and its member of StagePosition.
struct StageAxis
{
    QLatin1Char letter;             //!< its name
    int StagePosition::*coordinate; //!< its part of a position
};

//! All axes, in the order of their letters.
inline constexpr std::array stageAxes {
    StageAxis {QLatin1Char('x'), &StagePosition::x},
    StageAxis {QLatin1Char('y'), &StagePosition::y},
    StageAxis {QLatin1Char('z'), &StagePosition::z},
};

//! Returns the fraction \a part, from 0 to 1, of a distance; each axis is rounded to whole steps.
inline StagePosition partOf(const StagePosition &distance, double part)
{
    StagePosition result;
    for (const StageAxis &axis : stageAxes)
        result.*axis.coordinate = int(std::llround(distance.*axis.coordinate * part));
    return result;
}

} // namespace Holdfast
