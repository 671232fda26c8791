// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/stageposition.h"

#include <QList>
#include <QMetaType>

#include <optional>

namespace Holdfast {

//! \brief What was measured while the stage moved along z, in OpenFlexure's shape: the first five lists. Times
//! are seconds since 1970.
struct FocusSweep
{
    Q_GADGET
    Q_PROPERTY(QList<double> jpegTimes MEMBER jpegTimes)
    Q_PROPERTY(QList<int> jpegSizes MEMBER jpegSizes)
    Q_PROPERTY(QList<double> focusFoms MEMBER focusFoms)
    Q_PROPERTY(QList<double> stageTimes MEMBER stageTimes)
    Q_PROPERTY(QList<Holdfast::StagePosition> stagePositions MEMBER stagePositions)
    Q_PROPERTY(QList<int> z MEMBER z)
    Q_PROPERTY(QList<double> sharpness MEMBER sharpness)
    Q_PROPERTY(std::optional<int> focusZ MEMBER focusZ)
    Q_PROPERTY(int startZ MEMBER startZ)
    Q_PROPERTY(int sharpnessMetric MEMBER sharpnessMetric)
public:
    QList<double> jpegTimes;  //!< when the scene of each picture was seen
    QList<int> jpegSizes;     //!< bytes of each picture
    QList<double> focusFoms;  //!< the gradient of each picture; empty unless it was asked for
    QList<double> stageTimes; //!< when the stage was at each position
    QList<StagePosition> stagePositions; //!< at the beginning and the end of each move
    QList<int> z;                        //!< where the stage was for each picture
    QList<double> sharpness;             //!< of each picture, in the metric that was asked for
    std::optional<int> focusZ; //!< where the pictures are sharpest; empty where that was not found
    int startZ = 0;            //!< where the stage was before
    int sharpnessMetric = 1;   //!< a SharpnessMetric
};

} // namespace Holdfast
