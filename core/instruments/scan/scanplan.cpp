// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scanplan.h"

#include "core/thing/thingerror.h"

#include <algorithm>
#include <cmath>

namespace Holdfast {

namespace {

void requireRange(const char *what, double value, double least, double most)
{
    // Written so that NaN is refused, too.
    if (value >= least && value <= most)
        return;
    throw ThingError(
        QStringLiteral("A scan with %1 = %2 is not possible; it must be from %3 to %4.")
            .arg(QString::fromLatin1(what), QString::number(value, 'g', 10),
                 QString::number(least, 'g', 10), QString::number(most, 'g', 10)));
}

//! Returns how many tiles cover \a extent, the first one included.
int coveringTiles(const char *what, int extent, double picture, double step)
{
    const double further = std::ceil(std::max(0.0, extent - picture) / step);
    // The division may leave a rest of 1e-16 where there is none.
    const double exact = std::max(0.0, extent - picture) / step;
    const double count = 1 + (exact - std::floor(exact) < 1e-9 ? std::floor(exact) : further);
    if (count > ScanPlan::mostInARow) {
        throw ThingError(
            QStringLiteral("A scan with %1 = %2 needs %3 tiles in a row; at most %4 are "
                           "possible.")
                .arg(QString::fromLatin1(what))
                .arg(extent)
                .arg(count, 0, 'f', 0)
                .arg(ScanPlan::mostInARow));
    }
    return int(count);
}

QList<ScanCell> rowByRow(const ScanPlan &plan)
{
    QList<ScanCell> cells;
    cells.reserve(qsizetype(plan.columns) * plan.rows);
    for (int row = 0; row < plan.rows; ++row) {
        const bool backwards = plan.order == ScanPlan::Order::Snake && row % 2 == 1;
        for (int i = 0; i < plan.columns; ++i)
            cells << ScanCell {backwards ? plan.columns - 1 - i : i, row};
    }
    return cells;
}

//! Returns the cell where a spiral begins: the middle, or the one to the upper left of it.
ScanCell middleOf(const ScanPlan &plan)
{
    return {(plan.columns - 1) / 2, (plan.rows - 1) / 2};
}

//! Returns a square spiral around the middle: right, down, left, up; the cells outside the grid are left out.
QList<ScanCell> spiral(const ScanPlan &plan)
{
    QList<ScanCell> cells;
    const qsizetype all = qsizetype(plan.columns) * plan.rows;
    cells.reserve(all);
    ScanCell at = middleOf(plan);
    ScanCell direction {1, 0};
    const auto add = [&] {
        if (at.column >= 0 && at.column < plan.columns && at.row >= 0 && at.row < plan.rows)
            cells << at;
    };
    add();
    for (int leg = 1; cells.size() < all; ++leg) {
        for (int turn = 0; turn < 2; ++turn) {
            for (int i = 0; i < leg; ++i) {
                at = {at.column + direction.column, at.row + direction.row};
                add();
            }
            direction = {-direction.row, direction.column};
        }
    }
    return cells;
}

} // namespace

double ScanVector::length() const
{
    return std::hypot(x, y);
}

ScanSpacing ScanSpacing::ofPicture(const std::array<std::array<double, 2>, 2> &matrix,
                                   int calibratedWidth, const QSize &picture)
{
    // A picture with more pixels of the same view has smaller ones.
    const double scale = double(calibratedWidth) / picture.width();
    const auto [down, right] = matrix;
    return {.right = ScanVector {right[0], right[1]} * (scale * picture.width()),
            .down = ScanVector {down[0], down[1]} * (scale * picture.height())};
}

void ScanPlan::check() const
{
    requireRange("columns", columns, 1, mostInARow);
    requireRange("rows", rows, 1, mostInARow);
    requireRange("width", width, 0, farthest);
    requireRange("height", height, 0, farthest);
    requireRange("overlap", overlap, 0, mostOverlap);
    requireRange("step_x", stepX, -farthest, farthest);
    requireRange("step_y", stepY, -farthest, farthest);
    requireRange("planes", planes, 1, mostPlanes);
    requireRange("plane_step", planeStep, 1, farthest);
    requireRange("autofocus_every", autofocusEvery, 0, mostTiles);
    requireRange("autofocus_dz", autofocusDz, 1, farthest);
    requireRange("positions", double(positions.size()), 0, mostPositions);
    requireRange("time_points", timePoints, 1, mostTimePoints);
    requireRange("interval", interval, 0, longestInterval);
    requireRange("max_range", maxRange, 1, farthest);
    requireRange("settling_time", settlingTime, 0, longestSettling);
    if ((stepX == 0) != (stepY == 0)) {
        throw ThingError(QStringLiteral("A scan with step_x = %1 and step_y = %2 is not possible; "
                                        "both must be given, or both must be 0.")
                             .arg(stepX)
                             .arg(stepY));
    }
    const double tiles = double(columns) * rows * planes * sets();
    if (width == 0 && height == 0 && !growsOverSample() && tiles > mostTiles) {
        throw ThingError(
            QStringLiteral("A scan of %1 pictures is too large; at most %2 are possible.")
                .arg(tiles, 0, 'f', 0)
                .arg(mostTiles));
    }
}

ScanSpacing ScanPlan::spacing(const std::optional<ScanSpacing> &picture) const
{
    if (stepX != 0)
        return {.right = {double(stepX), 0}, .down = {0, double(stepY)}};
    if (!picture) {
        throw ThingError(
            QStringLiteral("ScanNotReadyError"),
            QStringLiteral(
                "The scan does not know how far a picture reaches, in steps of the stage. "
                "Calibrate the mapping of camera and stage first (calibrate_xy of "
                "camera_stage_mapping), or give step_x and step_y."));
    }
    const ScanSpacing result {.right = picture->right * (1 - overlap),
                              .down = picture->down * (1 - overlap)};
    if (result.right.length() < 1 || result.down.length() < 1) {
        throw ThingError(
            QStringLiteral("With an overlap of %1 two tiles would be less than a motor "
                           "step apart. Choose a smaller overlap.")
                .arg(overlap));
    }
    return result;
}

ScanPlan ScanPlan::resolved(const ScanSpacing &spacing,
                            const std::optional<ScanSpacing> &picture) const
{
    ScanPlan result = *this;
    const auto tiles = [&](const char *what, int extent, ScanVector ScanSpacing::*direction) {
        const double step = (spacing.*direction).length();
        return coveringTiles(what, extent, picture ? ((*picture).*direction).length() : step, step);
    };
    if (width > 0)
        result.columns = tiles("width", width, &ScanSpacing::right);
    if (height > 0)
        result.rows = tiles("height", height, &ScanSpacing::down);
    result.width = 0;
    result.height = 0;
    result.check();
    return result;
}

QList<ScanCell> ScanPlan::cells() const
{
    return order == Order::Spiral ? spiral(*this) : rowByRow(*this);
}

StagePosition ScanPlan::positionOf(const ScanCell &cell, const StagePosition &site,
                                   const ScanSpacing &spacing) const
{
    double column = cell.column;
    double row = cell.row;
    if (order == Order::Spiral) {
        const ScanCell middle = growsOverSample() ? ScanCell {} : middleOf(*this);
        column -= middle.column;
        row -= middle.row;
    } else if (anchor == Anchor::Centre) {
        column -= (columns - 1) / 2.0;
        row -= (rows - 1) / 2.0;
    }
    const auto place = [&](int from, double right, double down) {
        const double to = from + column * right + row * down;
        constexpr double most = 2'000'000'000;
        return int(std::llround(std::clamp(to, -most, most)));
    };
    return {place(site.x, spacing.right.x, spacing.down.x),
            place(site.y, spacing.right.y, spacing.down.y), site.z};
}

QList<StagePosition> ScanPlan::stackAt(const StagePosition &focused) const
{
    QList<StagePosition> stack;
    const qint64 lowest = focused.z - qint64(planes - 1) * planeStep / 2;
    for (int plane = 0; plane < planes; ++plane) {
        stack << StagePosition {focused.x, focused.y, int(lowest + qint64(plane) * planeStep)};
    }
    return stack;
}

StagePosition ScanPlan::siteOf(int set, const StagePosition &start) const
{
    if (positions.isEmpty())
        return start;
    const ScanSite &site = positions[placeOf(set)];
    return {site.x, site.y, site.z.value_or(start.z)};
}

} // namespace Holdfast
