// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gamepad/gamepadstate.h"

#include <algorithm>
#include <cmath>

namespace Holdfast {

std::array<double, 2> stickSpeed(const std::array<double, 2> &raw)
{
    // Worn sticks come to rest up to a fifth of the way from the middle.
    constexpr double deadZone = 0.22;
    const double deflection = std::hypot(raw[0], raw[1]);
    if (deflection <= deadZone)
        return {};
    const double part = std::min(1.0, (deflection - deadZone) / (1 - deadZone));
    const double speed = part * part;
    return {raw[0] / deflection * speed, raw[1] / deflection * speed};
}

} // namespace Holdfast
