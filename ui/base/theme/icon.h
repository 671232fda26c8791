// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>

namespace Holdfast {

//! \brief The icons of the house: one family, drawn in lines, in resources/icons.
enum class Icon {
    Stop,
    Live,
    Snap,
    TimeLapse,
    Fit,
    ActualSize,
    ZoomIn,
    ZoomOut,
    Crosshair,
    ScaleBar,
    Histogram,
    ArrowUp,
    ArrowDown,
    ArrowLeft,
    ArrowRight,
    FocusUp,
    FocusDown,
    Origin,
    Zero,
    GoTo,
    Locked,
    Unlocked,
    Person,
    Remote,
    Invocations,
    Log,
    Things,
    Timeline,
    Settings,
    Help,
    Copy,
    Cancel,
    Details,
    Folder,
    Warning,
    Refresh,
    Play,
    Plot,
    FullScreen,
    Pin,
    Light,
    Contrast,
    Saturation,
    Measure,
    Compare,
};

inline constexpr int iconCount = int(Icon::Compare) + 1;

//! Returns the icon, sharp in every size, and in the current colour of the palette's text, also
//! after that has changed.
QIcon toIcon(Icon icon);

//! Returns the icon in one \a colour, \a size by \a size, for a screen with so many pixels to one.
QPixmap toPixmap(Icon icon, int size, const QColor &colour, qreal pixelRatio);

} // namespace Holdfast
