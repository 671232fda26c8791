// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cmath>
#include <optional>

namespace Holdfast {

//! \brief The size of a picture, in pixels, in OpenFlexure's order.
struct ImageResolution
{
    int height = 0; //!< rows
    int width = 0;  //!< columns

    friend bool operator==(const ImageResolution &, const ImageResolution &) = default;
};

//! \brief A distance in a picture, in pixels.
struct PixelDistance
{
    double right = 0; //!< along its columns
    double down = 0;  //!< along its rows
};

//! \brief A distance of the stage, in motor steps that are not rounded yet.
struct StageDistance
{
    double x = 0; //!< along the axis x
    double y = 0; //!< along the axis y
};

//! \brief The relation between pixels and motor steps, in OpenFlexure's convention: steps (x, y) =
//! pixels (down, right) times the matrix. A stage that moves by these steps brings the point at that
//! distance from the centre of the picture into the centre.
struct ImageToStageMatrix
{
    //! Steps per pixel: the first row for a pixel downwards, the second for one to the right; the columns
    //! are x and y.
    std::array<std::array<double, 2>, 2> rows {};

    friend bool operator==(const ImageToStageMatrix &, const ImageToStageMatrix &) = default;

    //! Returns the steps that bring the point at \a distance from the centre into the centre.
    StageDistance toSteps(const PixelDistance &distance) const
    {
        const auto along = [&](size_t axis) {
            return distance.down * rows[0][axis] + distance.right * rows[1][axis];
        };
        return {along(0), along(1)};
    }

    //! Returns the distance from the centre of the point that \a steps bring into the centre. The
    //! matrix must be invertible.
    PixelDistance toPixels(const StageDistance &steps) const
    {
        const double determinant = rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0];
        return {.right = (steps.y * rows[0][0] - steps.x * rows[0][1]) / determinant,
                .down = (steps.x * rows[1][1] - steps.y * rows[1][0]) / determinant};
    }

    //! Returns whether the two rows have lengths, and point in clearly different directions.
    bool isInvertible() const
    {
        const double determinant = rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0];
        const double lengths =
            std::hypot(rows[0][0], rows[0][1]) * std::hypot(rows[1][0], rows[1][1]);
        return std::isfinite(lengths) && lengths > 0 && std::abs(determinant) > lengths / 2;
    }

    //! Returns the same matrix for pictures that are \a factor times as wide, and show the same.
    ImageToStageMatrix forPicturesScaledBy(double factor) const
    {
        ImageToStageMatrix scaled = *this;
        for (auto &row : scaled.rows) {
            for (double &steps : row)
                steps /= factor;
        }
        return scaled;
    }
};

} // namespace Holdfast
