// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! \brief Units of numbers, as the person at the instrument says them.
enum class Unit {
    None,
    Step, //!< of a motor
    Micrometre,
    Second,
    Millisecond,
    Microsecond,
    Percent,
    Pixel,
    Kelvin,
    Celsius,
    Volt,
};

//! The symbol that people read and that a Thing Description's "unit" carries: "steps", "µm", "s".
//! Empty for Unit::None.
QString symbol(Unit unit);

} // namespace Holdfast
