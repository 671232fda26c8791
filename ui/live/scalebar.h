// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace Holdfast {

//! \brief A bar of a round length.
struct ScaleBar
{
    double pixels = 0; //!< of the view
    QString text {};   //!< "50 µm", "200 steps"

    //! Returns the longest bar of a round length that is not longer than \a mostPixels, if a pixel
    //! of the view is \a perPixel of \a unit. Empty when that makes no sense.
    static std::optional<ScaleBar> fitting(double perPixel, const QString &unit, double mostPixels);
};

} // namespace Holdfast
