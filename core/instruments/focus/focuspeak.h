// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace Holdfast {

//! \brief A point of a curve of sharpness.
struct FocusPoint
{
    double z = 0;         //!< in steps
    double sharpness = 0; //!< in any unit; the greater, the sharper
};

//! \brief The peak of a curve of sharpness, or why it has none.
struct FocusPeak
{
    //! What the curve shows.
    enum class Kind {
        Found,   //!< a peak from which it falls on both sides
        TooFew,  //!< fewer than \ref leastPoints points
        Flat,    //!< no difference that is greater than its noise
        AtBegin, //!< it is highest at its first points: the peak may lie before them
        AtEnd,   //!< it is highest at its last points
    };

    //! How many points a curve must have.
    static constexpr int leastPoints = 7;

    Kind kind = Kind::Flat;
    double z = 0; //!< of the peak; for AtBegin and AtEnd of the highest point

    //! Finds the peak of \a curve, whose points are in the order of the move.
    static FocusPeak of(const std::vector<FocusPoint> &curve);
};

} // namespace Holdfast
