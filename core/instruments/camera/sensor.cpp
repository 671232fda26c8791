// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/sensor.h"

#include <algorithm>
#include <cmath>

namespace Holdfast::Sensor {

namespace {
constexpr std::chrono::microseconds nominalExposure {500};
constexpr double noiseAtUnityGain = 2;
} // namespace

std::chrono::microseconds takenExposure(std::chrono::microseconds asked)
{
    const auto within = std::clamp(asked, shortestExposure, longestExposure);
    return (within + lineTime / 2) / lineTime * lineTime;
}

double takenGain(double asked)
{
    const double within = std::clamp(asked, lowestGain, highestGain);
    return 256 / (256 - std::round(256 - 256 / within));
}

double brightness(std::chrono::microseconds exposure, double gain)
{
    return gain * double(exposure.count()) / double(nominalExposure.count());
}

double noise(double gain)
{
    return noiseAtUnityGain * gain;
}

} // namespace Holdfast::Sensor
