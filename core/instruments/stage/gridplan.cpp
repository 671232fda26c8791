// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/gridplan.h"

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

GridPlan::GridPlan(const StagePosition &start, const GridScanInput &input)
    : m_start(start)
    , m_input(input)
{
}

StagePosition GridPlan::point(int index) const
{
    const int row = index / m_input.columns;
    const int inRow = index % m_input.columns;
    const bool backwards = m_input.order == GridScanInput::Order::Meander && row % 2 == 1;
    return at(backwards ? m_input.columns - 1 - inRow : inRow, row);
}

StagePosition GridPlan::farCorner() const
{
    return at(m_input.columns - 1, m_input.rows - 1);
}

StagePosition GridPlan::at(int column, int row) const
{
    return {m_start.x + column * m_input.stepX, m_start.y + row * m_input.stepY, m_start.z};
}

} // namespace Holdfast
