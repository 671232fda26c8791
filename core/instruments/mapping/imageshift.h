// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/greyimage.h"
#include "core/instruments/mapping/imagetostagematrix.h"

#include <complex>
#include <vector>

namespace Holdfast {

//! \brief By how much the contents of a picture have moved against an earlier one.
struct ImageShift
{
    //! A certainty below this one says nothing: unrelated pictures reach about 5.
    static constexpr double leastCertainty = 8;

    PixelDistance distance; //!< in pixels of the whole picture, also where it was reduced
    double certainty =
        0; //!< the height of the correlation's peak, in standard deviations of the rest

    //! Returns whether the two pictures show the same.
    bool isCertain() const { return certainty >= leastCertainty; }
};

//! \brief Finds by how much pictures of one size are shifted, by phase correlation: Fourier transforms (FFTW)
//! of both, of which only the phases count, so that brightness and shading do not matter. Precise to a
//! fraction of a pixel; shifts of up to nearly half of the picture are found.
//!
//! Not thread-safe.
class ShiftMeter
{
public:
    //! \a first is the picture against which the shift of the next one is measured.
    explicit ShiftMeter(const GreyImage &first);

    //! Returns the shift of \a next against the picture before, and takes it as the first one of the next
    //! measurement. Throws a ThingError when it has another size.
    ImageShift shiftTo(const GreyImage &next);

private:
    using Spectrum = std::vector<std::complex<float>>;

    Spectrum spectrumOf(const GreyImage &image) const;

    QSize m_size;
    int m_reduction;
    Spectrum m_before;
};

} // namespace Holdfast
