// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace Holdfast {

//! \brief Computes what a sensor makes of its settings. Like a real one, it exposes for whole lines and
//! has only some gains, so that the values that it takes may differ from those it is given.
namespace Sensor {

inline constexpr std::chrono::microseconds lineTime {20};
inline constexpr std::chrono::microseconds shortestExposure {lineTime};
inline constexpr std::chrono::microseconds longestExposure {33'240};
inline constexpr double lowestGain = 1.0;
inline constexpr double highestGain = 8.0;

//! Returns the nearest exposure that the sensor can make: a multiple of its line time, within its limits.
std::chrono::microseconds takenExposure(std::chrono::microseconds asked);

//! Returns the nearest gain that the sensor can make: 256/(256 - n) for a whole n, within its limits.
double takenGain(double asked);

//! Returns the brightness of a picture as a factor: 1 at 500 us and gain 1.
double brightness(std::chrono::microseconds exposure, double gain);

//! Returns the noise as a standard deviation, in grey levels of 255.
double noise(double gain);

} // namespace Sensor

} // namespace Holdfast
