// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/theme/icon.h"

#include "ui/base/theme/vectoriconengine.h"

#include <array>

namespace Holdfast {

namespace {

// In the order of the enumeration.
constexpr std::array<const char *, iconCount> names {
    "stop",        "live",       "snap",        "time-lapse", "fit",        "actual-size",
    "zoom-in",     "zoom-out",   "crosshair",   "scale-bar",  "histogram",  "arrow-up",
    "arrow-down",  "arrow-left", "arrow-right", "focus-up",   "focus-down", "origin",
    "zero",        "go-to",      "locked",      "unlocked",   "person",     "remote",
    "invocations", "log",        "things",      "timeline",   "settings",   "help",
    "copy",        "cancel",     "details",     "folder",     "warning",    "refresh",
    "play",        "plot",       "full-screen", "pin",        "light",      "contrast",
    "saturation",  "measure",    "compare"};

QString fileOf(Icon icon)
{
    const auto name = QLatin1StringView(names[static_cast<std::size_t>(icon)]);
    return QStringLiteral(":/holdfast/icons/%1.svg").arg(name);
}

} // namespace

QIcon toIcon(Icon icon)
{
    return QIcon(new VectorIconEngine(fileOf(icon)));
}

QPixmap toPixmap(Icon icon, int size, const QColor &colour, qreal pixelRatio)
{
    const int pixels = qRound(size * pixelRatio);
    QPixmap drawn = VectorIconEngine(fileOf(icon)).drawn({pixels, pixels}, colour);
    drawn.setDevicePixelRatio(pixelRatio);
    return drawn;
}

} // namespace Holdfast
