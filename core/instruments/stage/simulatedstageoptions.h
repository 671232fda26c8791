// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/softlimits.h"

#include <QMetaType>

namespace Holdfast {

//! \brief What the configuration can say about a SimulatedStage.
struct SimulatedStageOptions
{
    Q_GADGET
    Q_PROPERTY(int stepRate MEMBER stepRate)
    Q_PROPERTY(double micrometresPerStep MEMBER micrometresPerStep)
    Q_PROPERTY(double micrometresPerStepZ MEMBER micrometresPerStepZ)
    Q_PROPERTY(Holdfast::SoftLimits softLimits MEMBER softLimits)
public:
    static constexpr int fastest = 1'000'000;
    static constexpr double longestStep = 1000;

    int stepRate = 1000; //!< steps per second of the fastest axis, from 1 to \ref fastest
    //! The length of a step of x and y, above 0 and at most \ref longestStep.
    double micrometresPerStep = 0.08;
    //! The length of a step of z, in the same range.
    double micrometresPerStepZ = 0.05;
    SoftLimits softLimits;

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
};

} // namespace Holdfast
