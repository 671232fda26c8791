// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/gridscaninput.h"

#include "core/thing/thingerror.h"

namespace Holdfast {

namespace {

void checkNumber(const char *what, double value, double least, double most)
{
    if (value >= least && value <= most)
        return;
    throw ThingError(QStringLiteral("A grid with %1 = %2 cannot be scanned; it must be from %3 to "
                                    "%4.")
                         .arg(QString::fromLatin1(what))
                         .arg(value)
                         .arg(least)
                         .arg(most));
}

} // namespace

void GridScanInput::check() const
{
    checkNumber("columns", columns, 1, mostInARow);
    checkNumber("rows", rows, 1, mostInARow);
    checkNumber("step_x", stepX, -longestStep, longestStep);
    checkNumber("step_y", stepY, -longestStep, longestStep);
    checkNumber("settle", settle, 0, longestSettle);
}

} // namespace Holdfast
