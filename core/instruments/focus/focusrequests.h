// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>

namespace Holdfast {

//! \brief The ways to measure how sharp a live picture is, by OpenFlexure's numbers.
enum class SharpnessMetric {
    JpegSize = 1, //!< how many bytes its JPEG has: fine detail takes more of them
    Gradient = 2, //!< the mean square of the differences between neighbouring pixels
};

//! \brief The input of Autofocus::fastAutofocus().
struct FastAutofocusRequest
{
    Q_GADGET
    Q_PROPERTY(int dz MEMBER dz)
    Q_PROPERTY(Holdfast::FastAutofocusRequest::Start start MEMBER start)
    Q_PROPERTY(int sharpnessMetric MEMBER sharpnessMetric)
    Q_PROPERTY(bool record MEMBER record)
public:
    //! \brief Where the range of a sweep lies.
    enum class Start {
        Centre, //!< half of it on either side of the present position
        Base,   //!< it begins at the present position, and goes towards the objective
    };
    Q_ENUM(Start)

    static constexpr int shortest = 20;     //!< the least range, in steps
    static constexpr int longest = 100'000; //!< the greatest range

    int dz = 2000;               //!< the range, in steps of z
    Start start = Start::Centre; //!< where it lies
    int sharpnessMetric = 1;     //!< a SharpnessMetric
    bool record = true;          //!< whether the curve is kept as the latest one
};

//! Where the range of a sweep lies.
using SweepStart = FastAutofocusRequest::Start;

//! \brief The input of Autofocus::loopingAutofocus().
struct LoopingAutofocusRequest
{
    Q_GADGET
    Q_PROPERTY(int dz MEMBER dz)
    Q_PROPERTY(Holdfast::FastAutofocusRequest::Start start MEMBER start)
    Q_PROPERTY(int sharpnessMetric MEMBER sharpnessMetric)
public:
    int dz = 2000;                         //!< the range of each sweep, in steps of z
    SweepStart start = SweepStart::Centre; //!< where the first one lies
    int sharpnessMetric = 1;               //!< a SharpnessMetric
};

//! \brief The input of Autofocus::zSweep().
struct ZSweepRequest
{
    Q_GADGET
    Q_PROPERTY(int dz MEMBER dz)
    Q_PROPERTY(Holdfast::FastAutofocusRequest::Start start MEMBER start)
    Q_PROPERTY(int sharpnessMetric MEMBER sharpnessMetric)
public:
    int dz = 2000;                         //!< the range, in steps of z
    SweepStart start = SweepStart::Centre; //!< where it lies
    int sharpnessMetric = 1;               //!< a SharpnessMetric
};

//! \brief The input of Autofocus::measureSettlingTime().
struct SettlingTimeRequest
{
    Q_GADGET
    Q_PROPERTY(double delay MEMBER delay)
    Q_PROPERTY(int dz MEMBER dz)
public:
    static constexpr double longestDelay = 60;

    double delay = 2; //!< how long to watch after each move, in seconds
    int dz = 800;     //!< how far to move away and back, in steps of z
};

} // namespace Holdfast
