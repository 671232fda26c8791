// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation/dataschema.h"

#include <QString>

//! \brief Values of any Thing in words.
namespace Holdfast::ValueText {

//! Returns the value in one line, for reading: "500 µs", "on", "x 10, y 0, z -3". The beginning of
//! a long one.
QString brief(const DataSchema &schema, const Json &value);

//! Returns the value as indented JSON. For a very large one returns only its size: it would not be
//! read, and the window would freeze meanwhile.
QString pretty(const Json &value);

//! Returns whether two values are the same to people: numbers may differ by the rounding of a
//! float, and an object may have members that \a asked does not have.
bool isSame(const Json &asked, const Json &taken);

} // namespace Holdfast::ValueText
