// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/scalebar.h"

#include "ui/base/number/numbertext.h"

#include <cmath>

namespace Holdfast {

std::optional<ScaleBar> ScaleBar::fitting(double perPixel, const QString &unit, double mostPixels)
{
    const double most = perPixel * mostPixels;
    if (!std::isfinite(most) || most <= 0)
        return {};
    const double power = std::pow(10, std::floor(std::log10(most)));
    double length = power;
    for (const double factor : {2.0, 5.0}) {
        if (factor * power <= most)
            length = factor * power;
    }
    return ScaleBar {length / perPixel,
                     QStringLiteral("%1 %2").arg(NumberText::rounded(length, 6), unit)};
}

} // namespace Holdfast
