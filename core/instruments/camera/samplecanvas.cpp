// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/samplecanvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <random>

namespace Holdfast {

namespace {

constexpr int width = SampleCanvas::size.width();
constexpr int height = SampleCanvas::size.height();
constexpr int blobsPerMegapixel = 400;
constexpr std::array blurs {1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0};

using Plane = std::vector<quint8>;

int wrapped(int value, int limit)
{
    const int rest = value % limit;
    return rest < 0 ? rest + limit : rest;
}

//! Returns a uniformly distributed number. The standard's distributions differ from library to library;
//! the pictures must not.
double uniform(std::mt19937 &random, double from, double to)
{
    return from + (to - from) * double(random()) / double(std::mt19937::max());
}

//! Returns the density of a cell: high at its rim and in its nucleus, lower between.
double densityOfBlob(double distance, double radius)
{
    const double edge = std::clamp(radius - distance + 0.5, 0.0, 1.0);
    const double rim = std::exp(-std::pow((distance - radius + 2) / 1.5, 2));
    const double nucleus = distance < radius * 0.4 ? 0.35 : 0;
    return edge * (0.45 + 0.4 * rim + nucleus);
}

void addBlob(Plane &plane, std::mt19937 &random)
{
    const double x = uniform(random, 0, width);
    const double y = uniform(random, 0, height);
    const double radius = uniform(random, 6, 20);
    const double strength = uniform(random, 0.5, 1);
    const int reach = int(radius) + 2;
    for (int row = int(y) - reach; row <= int(y) + reach; ++row) {
        for (int column = int(x) - reach; column <= int(x) + reach; ++column) {
            const double density =
                strength * densityOfBlob(std::hypot(column - x, row - y), radius);
            quint8 &pixel =
                plane[size_t(wrapped(row, height)) * width + size_t(wrapped(column, width))];
            pixel = quint8(std::min(255.0, pixel + 255 * density));
        }
    }
}

//! \brief Divides the sum of up to 129 bytes by their number, and rounds, exactly and without the processor's slow division.
class MeanOfBytes
{
public:
    explicit MeanOfBytes(int count)
        : m_half(quint32(count) / 2)
        , m_reciprocal((1U << bits) / quint32(count) + 1)
    {
    }
    quint8 operator()(quint32 sum) const { return quint8(((sum + m_half) * m_reciprocal) >> bits); }

private:
    // The error of the reciprocal is less than 1 / (sum * count), and the product has 32 bits.
    static constexpr int bits = 24;
    const quint32 m_half;
    const quint32 m_reciprocal;
};

//! Computes the mean of 2 * reach + 1 neighbours along each row of the plane, which is closed to a ring.
void blurAlongRows(const Plane &from, Plane &to, int reach)
{
    const MeanOfBytes mean(2 * reach + 1);
    for (int row = 0; row < height; ++row) {
        const quint8 *source = from.data() + size_t(row) * width;
        quint8 *target = to.data() + size_t(row) * width;
        quint32 sum = 0;
        for (int i = -reach; i <= reach; ++i)
            sum += source[wrapped(i, width)];
        int front = wrapped(reach + 1, width);
        int back = wrapped(-reach, width);
        for (int i = 0; i < width; ++i) {
            target[i] = mean(sum);
            sum += quint32(source[front]) - source[back];
            front = front + 1 == width ? 0 : front + 1;
            back = back + 1 == width ? 0 : back + 1;
        }
    }
}

//! Does the same along the columns: all of them at once, row by row, as they lie in memory.
void blurAlongColumns(const Plane &from, Plane &to, int reach)
{
    const MeanOfBytes mean(2 * reach + 1);
    const auto rowAt = [&](int row) { return from.data() + size_t(wrapped(row, height)) * width; };
    std::array<quint32, width> sums {};
    for (int i = -reach; i <= reach; ++i) {
        const quint8 *source = rowAt(i);
        for (size_t column = 0; column < sums.size(); ++column)
            sums[column] += source[column];
    }
    for (int row = 0; row < height; ++row) {
        quint8 *target = to.data() + size_t(row) * width;
        const quint8 *front = rowAt(row + reach + 1);
        const quint8 *back = rowAt(row - reach);
        for (size_t column = 0; column < sums.size(); ++column) {
            target[column] = mean(sums[column]);
            sums[column] += quint32(front[column]) - back[column];
        }
    }
}

//! Approximates a Gaussian blur by three box blurs.
Plane blurred(Plane plane, double sigma)
{
    const int reach = std::max(1, int(std::lround((std::sqrt(4 * sigma * sigma + 1) - 1) / 2)));
    Plane other(plane.size());
    for (int pass = 0; pass < 3; ++pass) {
        blurAlongRows(plane, other, reach);
        blurAlongColumns(other, plane, reach);
    }
    return plane;
}

} // namespace

std::shared_ptr<const SampleCanvas> SampleCanvas::shared()
{
    static std::mutex mutex;
    static std::weak_ptr<const SampleCanvas> latest;
    const std::lock_guard lock(mutex);
    auto canvas = latest.lock();
    if (!canvas)
        latest = canvas = std::make_shared<const SampleCanvas>();
    return canvas;
}

SampleCanvas::SampleCanvas()
{
    std::mt19937 random(20'260'101);
    Plane plane(size_t(width) * height);
    const int blobs = int(qint64(width) * height * blobsPerMegapixel / 1'000'000);
    for (int i = 0; i < blobs; ++i)
        addBlob(plane, random);
    m_levels.push_back({0, plane});
    for (const double sigma : blurs) {
        // The squares of the sigmas of successive blurs add up.
        const Level &last = m_levels.back();
        const double more = std::sqrt(sigma * sigma - last.sigma * last.sigma);
        m_levels.push_back({sigma, blurred(last.density, more)});
    }
}

} // namespace Holdfast
