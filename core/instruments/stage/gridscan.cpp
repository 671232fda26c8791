// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/gridscan.h"

#include "core/instruments/scan/scanplan.h"
#include "core/thing/progresspart.h"

#include <algorithm>
#include <chrono>

namespace Holdfast {

namespace {

const GridScanOptions &checked(const GridScanOptions &options)
{
    options.check();
    return options;
}

using Clock = std::chrono::steady_clock;

// Waits in slices, and reports progress in each, so that the watchdog does not take a long stay for an
// action that hangs.
void stayFor(Clock::duration time)
{
    constexpr Clock::duration slice = std::chrono::seconds {1};
    const auto end = Clock::now() + time;
    for (auto now = Clock::now(); now < end; now = Clock::now()) {
        cancellableSleep(std::min(slice, end - now));
        reportProgress(100);
    }
}

} // namespace

void GridScanOptions::check() const
{
    if (mostPoints < 1 || mostPoints > limit) {
        throw ThingError(QStringLiteral("The option most_points is %1; it must be from 1 to %2.")
                             .arg(mostPoints)
                             .arg(limit));
    }
}

GridScan::GridScan(const GridScanOptions &options)
    : m_mostPoints(checked(options).mostPoints)
{
    constexpr double most = GridScanInput::mostInARow;
    constexpr double step = GridScanInput::longestStep;
    describeThing(tr("Moves the stage from point to point of a grid."), tr("Grid scan"));
    describe("pointsDone", tr("How many points the latest scan has visited."));
    describe("pointsTotal", tr("How many points the latest scan has in all."));
    describe("scan", tr("Visits the points of a grid that begins where the stage is. Between two "
                        "points an operator may take control; the scan goes on afterwards."))
        .input("columns", Unit::None, Range {1, most}, tr("Points along x."))
        .input("rows", Unit::None, Range {1, most}, tr("Points along y."))
        .input("stepX", Unit::Step, Range {-step, step}, tr("From column to column."))
        .input("stepY", Unit::Step, Range {-step, step}, tr("From row to row."))
        .input("settle", Unit::Second, Range {0, GridScanInput::longestSettle},
               tr("How long to stay at each point."))
        .input("order", Unit::None, {}, tr("Whether every other row is visited backwards."))
        .input("returnToStart", Unit::None, {}, tr("Whether to go back when all is done."));
}

void GridScan::scan(const GridScanInput &input)
{
    const auto hold = holdGlobalLock();
    const QList<StagePosition> points = planned(input);
    const SoftLimits limits = m_stage->softLimits();
    m_pointsDone = 0;
    m_pointsTotal = int(points.size());
    for (int i = 0; i < points.size(); ++i) {
        visit(points, i, input.settle);
        m_pointsDone = i + 1;
        letOthersIn(points[i], limits);
    }
    if (input.returnToStart)
        moveTo(points.first());
    reportProgress(100);
}

QList<StagePosition> GridScan::planned(const GridScanInput &input) const
{
    input.check();
    const int size = input.columns * input.rows;
    if (size > m_mostPoints) {
        throw ThingError(QStringLiteral("A grid of %1 points is too large; at most %2 are allowed.")
                             .arg(size)
                             .arg(m_mostPoints));
    }
    ScanPlan plan;
    plan.order = input.order == GridScanInput::Order::Meander ? ScanPlan::Order::Snake
                                                              : ScanPlan::Order::Raster;
    plan.columns = input.columns;
    plan.rows = input.rows;
    const ScanSpacing spacing {.right = {double(input.stepX), 0}, .down = {0, double(input.stepY)}};
    const StagePosition start = m_stage->position();
    m_stage->softLimits().allow(plan.positionOf({plan.columns - 1, plan.rows - 1}, start, spacing));
    QList<StagePosition> points;
    const QList<ScanCell> cells = plan.cells();
    for (const ScanCell &cell : cells)
        points << plan.positionOf(cell, start, spacing);
    return points;
}

void GridScan::visit(const QList<StagePosition> &points, int index, double settle)
{
    const double part = 100.0 / double(points.size());
    const ProgressPart progress(part * index, part * (index + 1),
                                tr("point %1 of %2").arg(index + 1).arg(points.size()));
    moveTo(points[index]);
    // A scan that acquires data would do it here.
    stayFor(std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(settle)));
}

void GridScan::moveTo(const StagePosition &target)
{
    m_stage->moveAbsolute({target.x, target.y, target.z});
}

void GridScan::letOthersIn(const StagePosition &expected, const SoftLimits &limits) const
{
    if (!yieldIfWanted().generationChanged)
        return;
    // Soft limits stay where they are on the instrument: if their numbers differ, the zero was moved.
    if (m_stage->softLimits() != limits) {
        throw ThingError(QStringLiteral("ScanInterrupted"),
                         QStringLiteral("The zero of the stage was moved during the scan; the "
                                        "scan no longer knows where its other points are."));
    }
    const StagePosition here = m_stage->position();
    if (here != expected) {
        logInfo(QStringLiteral("The stage was moved from %1 to %2 meanwhile; going on from there.")
                    .arg(expected.toString(), here.toString()));
    }
}

} // namespace Holdfast
