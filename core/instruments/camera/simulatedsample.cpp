// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/simulatedsample.h"

#include "core/instruments/camera/sensor.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace Holdfast {

namespace {

constexpr std::array<int, 3> background {220, 215, 217};
constexpr std::array<int, 3> dye {0xb9, 0x37, 0xb9};
constexpr int noiseCount = 1 << 18;
constexpr int noiseScale = 32;

//! For one colour: the brightness at each density.
using Tone = std::array<quint8, 256>;

Tone tone(size_t channel, double brightness)
{
    Tone result;
    for (size_t density = 0; density < result.size(); ++density) {
        const double light =
            background[channel] - (background[channel] - dye[channel]) * double(density) / 255.0;
        result[density] = quint8(std::clamp(light * brightness, 0.0, 255.0));
    }
    return result;
}

//! Uses the Box-Muller transform, because the standard's distributions differ from library to library.
std::vector<qint8> noiseTable()
{
    std::mt19937 random(42);
    const auto uniform = [&random] {
        return (double(random()) + 1) / (double(std::mt19937::max()) + 2);
    };
    std::vector<qint8> table(noiseCount);
    for (qint8 &value : table) {
        const double normal =
            std::sqrt(-2 * std::log(uniform())) * std::cos(2 * std::numbers::pi * uniform());
        value = qint8(std::clamp(std::lround(normal * noiseScale), -127L, 127L));
    }
    return table;
}

//! Converts \a steps of the stage into pixels of the canvas, from 0 up to \a size.
int onCanvas(qint64 steps, int size)
{
    const qint64 rest = steps * SimulatedSample::pixelsPerStep % size;
    return int(rest < 0 ? rest + size : rest);
}

} // namespace

SimulatedSample::SimulatedSample()
    : m_canvas(SampleCanvas::shared())
    , m_noise(noiseTable())
{
}

double SimulatedSample::blur(int z)
{
    return std::abs(0.056 * z);
}

CameraImage SimulatedSample::image(const SampleView &view) const
{
    const double brightness = view.light * Sensor::brightness(view.exposure, view.gain);
    const std::array tones {tone(0, brightness), tone(1, brightness), tone(2, brightness)};
    const int noise = int(std::lround(Sensor::noise(view.gain) * 256 / noiseScale));
    const double sigma = blur(view.position.z);
    const int top = onCanvas(view.position.y, SampleCanvas::size.height());
    const int left = onCanvas(-qint64(view.position.x), SampleCanvas::size.width());
    std::minstd_rand random(view.noiseSeed + 1);

    CameraImage image {imageSize, {}};
    image.pixels.resize(qsizetype(imageSize.width()) * imageSize.height() * 3);
    auto *pixel = reinterpret_cast<quint8 *>(image.pixels.data());
    Row densities;
    for (int row = 0; row < imageSize.height(); ++row) {
        fillRow(densities, (top + row) % SampleCanvas::size.height(), left, sigma);
        // Each row begins at a different place in the noise, or the noise would show as a pattern.
        const qint8 *grain = m_noise.data() + random() % (noiseCount - 3 * imageSize.width());
        for (const quint8 density : densities) {
            const auto channel = [&](size_t c) {
                return quint8(std::clamp(tones[c][density] + ((*grain++ * noise) >> 8), 0, 255));
            };
            for (size_t c = 0; c < tones.size(); ++c)
                *pixel++ = channel(c);
        }
    }
    return image;
}

void SimulatedSample::fillRow(Row &row, int canvasRow, int canvasColumn, double sigma) const
{
    // Between two degrees of blur the picture is a mixture of both.
    const auto &levels = m_canvas->levels();
    size_t above = 1;
    while (above + 1 < levels.size() && levels[above].sigma < sigma)
        ++above;
    const double low = levels[above - 1].sigma;
    const double high = levels[above].sigma;
    const int weight = int(std::lround(256 * std::clamp((sigma - low) / (high - low), 0.0, 1.0)));

    constexpr int canvasWidth = SampleCanvas::size.width();
    const size_t start = size_t(canvasRow) * canvasWidth;
    const quint8 *sharp = levels[above - 1].density.data() + start;
    const quint8 *soft = levels[above].density.data() + start;
    int column = canvasColumn;
    for (quint8 &density : row) {
        density = quint8((sharp[column] * (256 - weight) + soft[column] * weight) >> 8);
        column = column + 1 == canvasWidth ? 0 : column + 1;
    }
}

} // namespace Holdfast
