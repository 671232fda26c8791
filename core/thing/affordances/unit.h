// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! \brief Units of numbers, as users of the instrument name them.
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
    Decibel,
};

//! Returns the symbol for people, which is also the "unit" of a Thing Description: "steps", "µm",
//! "s". Empty for Unit::None.
QString symbol(Unit unit);

//! Returns the unit that has the symbol \a text; Unit::None when there is none.
Unit unitOf(const QString &text);

} // namespace Holdfast
