// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/capture/pixelvalues.h"

#include "core/instruments/camera/imageformat.h"

#include <array>
#include <vector>

namespace Holdfast {

namespace {

//! Calls \a use with the values of the image as numbers of their own size.
template<typename Use>
auto withValues(const CameraImage &image, Use use)
{
    if (image.isDeep())
        return use(reinterpret_cast<const quint16 *>(image.pixels.constData()));
    return use(reinterpret_cast<const quint8 *>(image.pixels.constData()));
}

} // namespace

CameraImage asPixels(CameraImage image)
{
    if (image.layout == PixelLayout::Jpeg)
        return decoded(image.pixels);
    return image;
}

Json valuesOf(const CameraImage &image)
{
    return withValues(image, [&image](const auto *value) {
        Json rows = Json::array();
        for (int row = 0; row < image.size.height(); ++row) {
            Json::array_t pixels;
            pixels.reserve(size_t(image.size.width()));
            for (int column = 0; column < image.size.width(); ++column) {
                const bool grey = image.isGrey();
                pixels.push_back(Json::array({value[0], value[grey ? 0 : 1], value[grey ? 0 : 2]}));
                value += image.channels();
            }
            rows.push_back(std::move(pixels));
        }
        return rows;
    });
}

CameraImage downsampled(const CameraImage &image, int factor)
{
    const int channels = image.channels();
    CameraImage small {{image.size.width() / factor, image.size.height() / factor}, {}};
    small.layout = image.layout;
    const qsizetype line = qsizetype(small.size.width()) * channels;
    small.pixels =
        QByteArray(line * small.size.height() * image.bitsPerValue() / 8, Qt::Uninitialized);
    withValues(image, [&](const auto *values) {
        using Number = std::remove_cv_t<std::remove_pointer_t<decltype(values)>>;
        auto *to = reinterpret_cast<Number *>(small.pixels.data());
        std::vector<quint64> sums(size_t(line), 0);
        const quint64 count = quint64(factor) * quint64(factor);
        for (int row = 0; row < small.size.height(); ++row) {
            std::fill(sums.begin(), sums.end(), 0);
            for (int y = 0; y < factor; ++y) {
                const auto *from =
                    values + (qsizetype(row) * factor + y) * image.size.width() * channels;
                for (int column = 0; column < small.size.width(); ++column) {
                    for (int x = 0; x < factor; ++x) {
                        size_t sum = size_t(column) * size_t(channels);
                        for (int channel = 0; channel < channels; ++channel)
                            sums[sum++] += *from++;
                    }
                }
            }
            for (const quint64 sum : sums)
                *to++ = Number((sum + count / 2) / count);
        }
    });
    return small;
}

double whiteLevel(const CameraImage &image)
{
    constexpr int bins = 256;
    std::array<qsizetype, bins> histogram {};
    const qsizetype count = image.pixels.size() * 8 / image.bitsPerValue();
    withValues(image, [&](const auto *values) {
        const int shift = image.bitsPerValue() - 8;
        for (qsizetype i = 0; i < count; ++i)
            ++histogram[size_t(values[i] >> shift)];
    });
    qsizetype above = 0;
    int bin = bins - 1;
    while (bin > 0 && (above += histogram[size_t(bin)]) * 1000 <= count)
        --bin;
    return double(bin) / (bins - 1);
}

} // namespace Holdfast
