// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>

namespace Holdfast {

//! \brief The exposure and the gain of a video source, as far as it has them. Its functions throw a ThingError
//! ("CameraError") when the source refuses.
class SourceControls
{
public:
    //! \brief A number that can be set.
    struct Range
    {
        double least;
        double most;
    };

    virtual ~SourceControls() = default;

    //! Returns the limits of the exposure, in microseconds; empty when it cannot be set.
    virtual std::optional<Range> exposureRange() const = 0;
    //! Returns the limits of the gain; empty when it cannot be set.
    virtual std::optional<Range> gainRange() const = 0;
    //! Sets the exposure to \a asked, if that is not empty, and returns the present one, in microseconds.
    virtual double exposure(std::optional<double> asked) = 0;
    //! Sets the gain to \a asked, if that is not empty, and returns the present one.
    virtual double gain(std::optional<double> asked) = 0;
};

} // namespace Holdfast
