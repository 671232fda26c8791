// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/cameraimage.h"

#include <array>
#include <optional>

namespace Holdfast {

//! \brief How a colour of a picture is distributed, in grey levels of 255.
struct ColourStatistics
{
    std::array<double, 3> mean {}; //!< of red, green and blue
    std::array<double, 3>
        deviation {}; //!< the standard deviation inside a block, as the median of all blocks
};

//! \brief Decides whether a picture shows a sample or only background.
//!
//! The picture is divided into 8 x 8 blocks. A block shows a sample when one of its colours varies inside the block by more
//! than the tolerance beyond the background's own noise, or when its mean differs from the background's by more than the
//! tolerance. Without a picture of the background only the variation counts. All functions are pure.
struct BackgroundDetector
{
    static constexpr int blocksInARow = 8; //!< of the division

    double tolerance = 7;      //!< in grey levels of 255
    double leastCoverage = 25; //!< percent of the blocks that must show a sample
    std::optional<ColourStatistics>
        background {}; //!< of a picture without a sample; empty: not known

    //! Returns the statistics of a picture, which must not be a JPEG any more.
    static ColourStatistics statisticsOf(const CameraImage &picture);

    //! Returns the share of the blocks that show a sample, in percent.
    double coverage(const CameraImage &picture) const;
    //! Returns whether the picture shows a sample.
    bool isSample(const CameraImage &picture) const { return coverage(picture) >= leastCoverage; }
};

} // namespace Holdfast
