// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/histogram.h"

#include <QImage>

namespace Holdfast {

//! \brief How the live picture is shown. Pictures that are taken, and what clients see, stay as the camera delivers them.
struct DisplayContrast
{
    //! The greys between which a picture is spread.
    struct Range
    {
        int black = 0;
        int white = 255;

        friend bool operator==(const Range &, const Range &) = default;
    };

    static constexpr double leastGamma = 0.2;
    static constexpr double mostGamma = 5;

    bool isAutomatic = false;     //!< the greys that occur are spread from black to white
    double gamma = 1;             //!< above 1 the dark parts become brighter
    bool showsSaturation = false; //!< white pixels are red, and black ones blue

    bool isNeutral() const { return !isAutomatic && gamma == 1 && !showsSaturation; }

    //! Returns the greys between which all but few pixels of a picture are; the whole range for one with hardly any contrast.
    static Range rangeOf(const Histogram &histogram);

    //! Returns \a picture, which is of Format_RGB32 and has this \a histogram, as it is to be shown.
    QImage applied(const QImage &picture, const Histogram &histogram) const;

    friend bool operator==(const DisplayContrast &, const DisplayContrast &) = default;
};

} // namespace Holdfast
