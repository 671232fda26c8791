// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/stageposition.h"

#include <QMetaType>

namespace Holdfast {

//! \brief How far an axis may go, both ends included, in motor steps.
struct AxisLimits
{
    Q_GADGET
    Q_PROPERTY(int minimum MEMBER minimum)
    Q_PROPERTY(int maximum MEMBER maximum)
public:
    int minimum = -100'000;
    int maximum = 100'000;

    friend bool operator==(const AxisLimits &, const AxisLimits &) = default;
};

//! \brief How far a stage may go. Most stages have no end stops: these limits are what keeps a
//! mistyped move from breaking one.
struct SoftLimits
{
    Q_GADGET
    Q_PROPERTY(Holdfast::AxisLimits x MEMBER x)
    Q_PROPERTY(Holdfast::AxisLimits y MEMBER y)
    Q_PROPERTY(Holdfast::AxisLimits z MEMBER z)
public:
    //! No limit may lie further out: so none overflows when the zero moves.
    static constexpr int farthest = 1'000'000'000;

    AxisLimits x;
    AxisLimits y;
    AxisLimits z;

    friend bool operator==(const SoftLimits &, const SoftLimits &) = default;

    //! Throws ThingError, naming the axis, unless every minimum is at most 0, every maximum at
    //! least 0 (a stage starts there) and none further out than \ref farthest.
    void check() const;

    //! \a from moved by \a delta. Throws ThingError, naming axis, limit and where the move would
    //! have ended, when that is outside.
    StagePosition moved(const StagePosition &from, const StagePosition &delta) const;
    //! \a from moved by \a delta along a straight line, or as far along it as the limits allow. Throws
    //! ThingError in the same words as moved() when that is no way at all.
    StagePosition movedWithin(const StagePosition &from, const StagePosition &delta) const;
    //! Throws ThingError in the same words when \a target is outside.
    void allow(const StagePosition &target) const;

    //! The same limits, seen from a frame whose zero is at \a origin of this one.
    SoftLimits seenFrom(const StagePosition &origin) const;
};

} // namespace Holdfast
