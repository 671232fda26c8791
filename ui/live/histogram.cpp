// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/histogram.h"

#include <QImage>

#include <algorithm>

namespace Holdfast {

namespace {

constexpr int stride = 4;

} // namespace

quint32 Histogram::highest() const
{
    return *std::max_element(counts.begin(), counts.end());
}

Histogram Histogram::of(const QImage &picture)
{
    Histogram histogram;
    for (int row = 0; row < picture.height(); row += stride) {
        const auto *line = reinterpret_cast<const QRgb *>(picture.constScanLine(row));
        for (int column = 0; column < picture.width(); column += stride) {
            const QRgb pixel = line[column];
            ++histogram.counts[std::size_t(qGray(pixel))];
            ++histogram.pixels;
            if (qRed(pixel) == 255 || qGreen(pixel) == 255 || qBlue(pixel) == 255)
                ++histogram.saturated;
        }
    }
    return histogram;
}

} // namespace Holdfast
