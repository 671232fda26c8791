// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/axisinversion.h"
#include "core/instruments/stage/backlash.h"
#include "core/instruments/stage/softlimits.h"

#include <QMetaType>

namespace Holdfast {

//! \brief The count of a board with which the position was last known.
struct KnownCount
{
    Q_GADGET
    Q_PROPERTY(bool known MEMBER known)
    Q_PROPERTY(int x MEMBER x)
    Q_PROPERTY(int y MEMBER y)
    Q_PROPERTY(int z MEMBER z)
public:
    bool known = false;
    int x = 0;
    int y = 0;
    int z = 0;

    //! Returns whether the position is known with the count \a count.
    bool holdsFor(const StagePosition &count) const
    {
        return known && count == StagePosition {x, y, z};
    }
};

//! \brief What the configuration can say about a SangaboardStage.
struct SangaboardStageOptions
{
    Q_GADGET
    Q_PROPERTY(QString port MEMBER port)
    Q_PROPERTY(int minStepDelay MEMBER minStepDelay)
    Q_PROPERTY(int rampTime MEMBER rampTime)
    Q_PROPERTY(double micrometresPerStep MEMBER micrometresPerStep)
    Q_PROPERTY(double micrometresPerStepZ MEMBER micrometresPerStepZ)
    Q_PROPERTY(Holdfast::SoftLimits softLimits MEMBER softLimits)
    Q_PROPERTY(Holdfast::AxisInversion axisInverted MEMBER axisInverted)
    Q_PROPERTY(Holdfast::BacklashSteps backlashSteps MEMBER backlashSteps)
    Q_PROPERTY(QString serialLog MEMBER serialLog)
public:
    static constexpr int fastestStep = 100;       //!< microseconds
    static constexpr int slowestStep = 100'000;   //!< microseconds
    static constexpr int longestRamp = 5'000'000; //!< microseconds
    static constexpr double longestStep = 1000;   //!< micrometres

    //! A path, or "auto" for the only port with the USB ids of a Sangaboard.
    QString port = QStringLiteral("auto");
    int minStepDelay = 1000; //!< microseconds per step of the fastest axis
    int rampTime = 0;        //!< microseconds from standstill to full speed
    //! The length of a step of x and y, above 0 and at most \ref longestStep.
    double micrometresPerStep = 0.07;
    //! The length of a step of z, in the same range.
    double micrometresPerStepZ = 0.05;
    SoftLimits softLimits;
    //! OpenFlexure's own microscope has x and z inverted.
    AxisInversion axisInverted {true, false, true};
    BacklashSteps backlashSteps;
    //! A file that records what goes over the serial line; empty: none.
    QString serialLog {};

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
};

} // namespace Holdfast
