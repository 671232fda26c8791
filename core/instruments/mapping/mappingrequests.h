// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>

namespace Holdfast {

//! \brief A distance in the picture: pixels to the right and downwards.
struct ImageDisplacement
{
    Q_GADGET
    Q_PROPERTY(double x MEMBER x)
    Q_PROPERTY(double y MEMBER y)
public:
    static constexpr double farthest = 1'000'000;

    double x = 0; //!< to the right
    double y = 0; //!< downwards
};

//! \brief A distance of the stage, in motor steps.
struct StageDisplacement
{
    Q_GADGET
    Q_PROPERTY(int x MEMBER x)
    Q_PROPERTY(int y MEMBER y)
public:
    int x = 0; //!< of the axis x
    int y = 0; //!< of the axis y
};

//! \brief What the configuration can say about a CameraStageMapping.
struct CameraStageMappingOptions
{
    Q_GADGET
    Q_PROPERTY(int backlash MEMBER backlash)
    Q_PROPERTY(double settle MEMBER settle)
public:
    static constexpr int mostBacklash = 10'000;
    static constexpr double longestSettle = 60;

    //! How far an axis goes back before the calibration begins along it, in steps; until a user sets another
    //! one.
    int backlash = 200;
    //! How long to wait after each move before a picture is taken, in seconds; until a user sets another time.
    double settle = 0.2;

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
};

} // namespace Holdfast
