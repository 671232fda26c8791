// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/backgrounddetector.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace Holdfast {

namespace {

constexpr int blocks = BackgroundDetector::blocksInARow;

//! Returns the three colours of a pixel in grey levels of 255.
std::array<double, 3> coloursOf(const CameraImage &picture, qsizetype pixel)
{
    const auto *bytes = reinterpret_cast<const quint8 *>(picture.pixels.constData());
    const auto wide = [bytes](qsizetype index) {
        quint16 value = 0;
        std::memcpy(&value, bytes + 2 * index, sizeof value);
        return value / 257.0;
    };
    switch (picture.layout) {
    case PixelLayout::Grey8:
        return {double(bytes[pixel]), double(bytes[pixel]), double(bytes[pixel])};
    case PixelLayout::Grey16:
        return {wide(pixel), wide(pixel), wide(pixel)};
    case PixelLayout::Rgb8:
        return {double(bytes[3 * pixel]), double(bytes[3 * pixel + 1]),
                double(bytes[3 * pixel + 2])};
    case PixelLayout::Rgb16:
        return {wide(3 * pixel), wide(3 * pixel + 1), wide(3 * pixel + 2)};
    case PixelLayout::Jpeg:
        break;
    }
    return {};
}

ColourStatistics statisticsOfBlock(const CameraImage &picture, int column, int row)
{
    std::array<double, 3> sum {};
    std::array<double, 3> squares {};
    double count = 0;
    const auto begin = [](int part, int size) { return int(qint64(part) * size / blocks); };
    for (int y = begin(row, picture.size.height()); y < begin(row + 1, picture.size.height());
         ++y) {
        for (int x = begin(column, picture.size.width());
             x < begin(column + 1, picture.size.width()); ++x) {
            const auto colours = coloursOf(picture, qsizetype(y) * picture.size.width() + x);
            for (size_t i = 0; i < colours.size(); ++i) {
                sum[i] += colours[i];
                squares[i] += colours[i] * colours[i];
            }
            ++count;
        }
    }
    ColourStatistics result;
    for (size_t i = 0; i < sum.size() && count > 0; ++i) {
        result.mean[i] = sum[i] / count;
        result.deviation[i] =
            std::sqrt(std::max(0.0, squares[i] / count - result.mean[i] * result.mean[i]));
    }
    return result;
}

std::vector<ColourStatistics> blocksOf(const CameraImage &picture)
{
    std::vector<ColourStatistics> result;
    for (int row = 0; row < blocks; ++row) {
        for (int column = 0; column < blocks; ++column)
            result.push_back(statisticsOfBlock(picture, column, row));
    }
    return result;
}

} // namespace

ColourStatistics BackgroundDetector::statisticsOf(const CameraImage &picture)
{
    const std::vector<ColourStatistics> all = blocksOf(picture);
    ColourStatistics result;
    for (size_t i = 0; i < result.mean.size(); ++i) {
        std::vector<double> deviations;
        for (const ColourStatistics &block : all) {
            result.mean[i] += block.mean[i] / double(all.size());
            deviations.push_back(block.deviation[i]);
        }
        // The median, so that a speck of dust in the background does not count.
        std::ranges::nth_element(deviations, deviations.begin() + long(deviations.size() / 2));
        result.deviation[i] = deviations[deviations.size() / 2];
    }
    return result;
}

double BackgroundDetector::coverage(const CameraImage &picture) const
{
    const std::vector<ColourStatistics> all = blocksOf(picture);
    const auto showsSample = [this](const ColourStatistics &block) {
        for (size_t i = 0; i < block.mean.size(); ++i) {
            const double noise = background ? background->deviation[i] : 0;
            if (block.deviation[i] > noise + tolerance)
                return true;
            if (background && std::abs(block.mean[i] - background->mean[i]) > tolerance)
                return true;
        }
        return false;
    };
    return 100.0 * double(std::ranges::count_if(all, showsSample)) / double(all.size());
}

} // namespace Holdfast
