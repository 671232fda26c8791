// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/cameraimage.h"
#include "core/instruments/camera/samplecanvas.h"
#include "core/instruments/stage/stageposition.h"

#include <array>
#include <chrono>

namespace Holdfast {

//! \brief What determines a picture of the sample.
struct SampleView
{
    StagePosition position; //!< sharp where z is 0
    std::chrono::microseconds exposure {500};
    double gain = 1;
    double light = 1;      //!< of the lamp: 0 is dark
    quint32 noiseSeed = 0; //!< pictures with the same seed have the same noise
};

//! \brief A synthetic sample under a simulated microscope: turns a view into a picture. The same view
//! always gives the same picture. Thread-safe; constructing one takes a fraction of a second.
//!
//! A step of the stage moves the sample by two pixels, as in OpenFlexure's simulation: a step of x to
//! the right, one of y upwards. The sample repeats, so that it has no edge.
class SimulatedSample
{
public:
    static constexpr QSize imageSize {820, 616};
    static constexpr int pixelsPerStep = 2;

    SimulatedSample();

    CameraImage image(const SampleView &view) const;

    //! Returns how blurred a picture is, as the sigma of a Gaussian in pixels.
    static double blur(int z);

private:
    using Row = std::array<quint8, imageSize.width()>;

    void fillRow(Row &row, int canvasRow, int canvasColumn, double sigma) const;

    const std::shared_ptr<const SampleCanvas> m_canvas;
    std::vector<qint8> m_noise; //!< normally distributed, with a standard deviation of 32
};

} // namespace Holdfast
