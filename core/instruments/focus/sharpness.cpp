// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/focus/sharpness.h"

#include "core/instruments/camera/greyimage.h"

namespace Holdfast {

double gradientOf(const QByteArray &jpeg)
{
    constexpr int widestImage = 500;
    const GreyImage image = decodedGrey(jpeg, widestImage);
    const auto columns = size_t(image.size.width());
    const auto rows = size_t(image.size.height());
    if (columns < 2 || rows < 2)
        return 0;
    quint64 sum = 0;
    for (size_t i = 0; i + 1 < rows; ++i) {
        const quint8 *pixel = image.pixels.data() + i * columns;
        for (size_t j = 0; j + 1 < columns; ++j, ++pixel) {
            const int right = pixel[1] - pixel[0];
            const int down = pixel[columns] - pixel[0];
            sum += quint64(right * right + down * down);
        }
    }
    return double(sum) / double((columns - 1) * (rows - 1));
}

} // namespace Holdfast
