// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/displaycontrast.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace Holdfast {

namespace {

constexpr QRgb tooBright = 0xffff0000;
constexpr QRgb tooDark = 0xff0000ff;

using Table = std::array<uchar, 256>;

Table tableOf(const DisplayContrast::Range &range, double gamma)
{
    Table table {};
    const double width = std::max(1, range.white - range.black);
    for (int grey = 0; grey < int(table.size()); ++grey) {
        const double part = std::clamp((grey - range.black) / width, 0.0, 1.0);
        table[std::size_t(grey)] = uchar(std::lround(255 * std::pow(part, 1 / gamma)));
    }
    return table;
}

} // namespace

DisplayContrast::Range DisplayContrast::rangeOf(const Histogram &histogram)
{
    // So many may be left out at either end: dust and glare.
    constexpr double mostLeftOut = 0.0025;
    constexpr int leastWidth = 8;
    const auto most = quint32(double(histogram.pixels) * mostLeftOut);
    Range range;
    for (quint32 sum = 0; range.black < 255; ++range.black) {
        sum += histogram.counts[std::size_t(range.black)];
        if (sum > most)
            break;
    }
    for (quint32 sum = 0; range.white > 0; --range.white) {
        sum += histogram.counts[std::size_t(range.white)];
        if (sum > most)
            break;
    }
    return range.white - range.black < leastWidth ? Range() : range;
}

QImage DisplayContrast::applied(const QImage &picture, const Histogram &histogram) const
{
    if (isNeutral() || picture.isNull())
        return picture;
    const Table table = tableOf(isAutomatic ? rangeOf(histogram) : Range(), gamma);
    QImage shown(picture.size(), QImage::Format_RGB32);
    for (int row = 0; row < picture.height(); ++row) {
        const auto *from = reinterpret_cast<const QRgb *>(picture.constScanLine(row));
        auto *to = reinterpret_cast<QRgb *>(shown.scanLine(row));
        for (int column = 0; column < picture.width(); ++column) {
            const QRgb pixel = from[column];
            const int red = qRed(pixel);
            const int green = qGreen(pixel);
            const int blue = qBlue(pixel);
            if (showsSaturation && (red == 255 || green == 255 || blue == 255))
                to[column] = tooBright;
            else if (showsSaturation && red == 0 && green == 0 && blue == 0)
                to[column] = tooDark;
            else
                to[column] = qRgb(table[std::size_t(red)], table[std::size_t(green)],
                                  table[std::size_t(blue)]);
        }
    }
    return shown;
}

} // namespace Holdfast
