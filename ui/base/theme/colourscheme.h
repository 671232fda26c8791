// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPalette>

namespace Holdfast {

//! \brief Light or dark.
enum class ColourScheme { Light, Dark };

//! \brief What the operator wants of the two.
enum class SchemeWish { AsDesktop, Light, Dark };

//! What \a palette is.
ColourScheme schemeOf(const QPalette &palette);

//! A palette for the Fusion style.
QPalette paletteFor(ColourScheme scheme);

//! The accent. It means one thing only: somebody is in control. Readable behind accentText().
QColor accent(const QPalette &palette);
QColor accentText(const QPalette &palette);

} // namespace Holdfast
