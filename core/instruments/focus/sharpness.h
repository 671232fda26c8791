// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Holdfast {

//! Returns the mean square of the differences between neighbouring pixels of a JPEG file, reduced to at most
//! some 500 columns, where the noise of single pixels counts less. Throws a ThingError when it cannot be read.
double gradientOf(const QByteArray &jpeg);

} // namespace Holdfast
