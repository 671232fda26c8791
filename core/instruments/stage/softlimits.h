// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/stageposition.h"

#include <QMetaType>

#include <array>

namespace Holdfast {

//! \brief The range of positions that an axis may have, both ends included, in motor steps.
struct AxisLimits
{
    Q_GADGET
    Q_PROPERTY(int minimum MEMBER minimum)
    Q_PROPERTY(int maximum MEMBER maximum)
public:
    int minimum = -100'000; //!< the least position
    int maximum = 100'000;  //!< the greatest position

    friend bool operator==(const AxisLimits &, const AxisLimits &) = default;
};

//! \brief The range of positions that a stage may have. Most stages have no end stops: only these limits
//! keep a mistyped move from breaking the stage.
struct SoftLimits
{
    Q_GADGET
    Q_PROPERTY(Holdfast::AxisLimits x MEMBER x)
    Q_PROPERTY(Holdfast::AxisLimits y MEMBER y)
    Q_PROPERTY(Holdfast::AxisLimits z MEMBER z)
public:
    //! No limit may lie further out, so that none overflows when the zero moves.
    static constexpr int farthest = 1'000'000'000;

    AxisLimits x; //!< of the axis x
    AxisLimits y; //!< of the axis y
    AxisLimits z; //!< of the axis z

    friend bool operator==(const SoftLimits &, const SoftLimits &) = default;

    //! Throws a ThingError, naming the axis, unless every minimum is at most 0, every maximum at least 0
    //! (a stage starts there), and no limit further out than \ref farthest.
    void check() const;

    //! Returns \a from moved by \a delta. When that is outside, throws a ThingError that names the axis,
    //! the limit and where the move would have ended.
    StagePosition moved(const StagePosition &from, const StagePosition &delta) const;
    //! Returns \a from moved by \a delta along a straight line, or as far along it as the limits allow.
    //! Throws the same ThingError as moved() when the limits allow no step of it.
    StagePosition movedWithin(const StagePosition &from, const StagePosition &delta) const;
    //! Throws the same ThingError as moved() when \a target is outside.
    void allow(const StagePosition &target) const;

    //! Returns the same limits in a frame whose zero is at \a origin of this one.
    SoftLimits seenFrom(const StagePosition &origin) const;
    //! Returns the same limits for an axis that counts in the other direction; x is 0.
    SoftLimits mirrored(size_t axis) const;
};

//! The members of SoftLimits, in the order of stageAxes.
inline constexpr std::array limitsOfAxes {&SoftLimits::x, &SoftLimits::y, &SoftLimits::z};

} // namespace Holdfast
