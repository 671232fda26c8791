// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/dataschema.h"

#include <QString>

//! \brief Values of any Thing in words.
namespace Holdfast::ValueText {

//! In one line, for reading: "500 µs", "on", "x 10, y 0, z -3". The beginning of a long one.
QString brief(const DataSchema &schema, const Json &value);

//! As indented JSON. Of a very large one only how large it is: nobody would read it, and the
//! window would stand still meanwhile.
QString pretty(const Json &value);

//! Whether two values are the same to people: numbers may differ by what a float loses, and an
//! object may have members that \a asked does not speak of.
bool isSame(const Json &asked, const Json &taken);

} // namespace Holdfast::ValueText
