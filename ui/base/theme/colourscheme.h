// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPalette>

namespace Holdfast {

//! \brief Light or dark.
enum class ColourScheme { Light, Dark };

//! \brief The operator's choice of a colour scheme.
enum class SchemeWish { AsDesktop, Light, Dark };

//! Returns the scheme of \a palette.
ColourScheme schemeOf(const QPalette &palette);

//! Returns a palette for the Fusion style.
QPalette paletteFor(ColourScheme scheme);

//! Returns the accent colour. It means one thing only: a client or the operator is in control.
//! Readable behind accentText().
QColor accent(const QPalette &palette);
QColor accentText(const QPalette &palette);

} // namespace Holdfast
