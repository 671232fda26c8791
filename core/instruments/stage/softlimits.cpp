// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/softlimits.h"

#include "core/thing/thingerror.h"

#include <algorithm>
#include <cstdlib>

namespace Holdfast {

namespace {

void allowOnAxis(QLatin1Char axis, qint64 end, const AxisLimits &limits)
{
    if (end >= limits.minimum && end <= limits.maximum)
        return;
    const bool above = end > limits.maximum;
    throw ThingError(
        QStringLiteral("StageLimitError"),
        QStringLiteral("The move would end at %1 = %2, %3 the soft limit of %4 steps; nothing was "
                       "moved. %1 may be from %5 to %6.")
            .arg(axis)
            .arg(end)
            .arg(above ? QStringLiteral("above") : QStringLiteral("below"))
            .arg(above ? limits.maximum : limits.minimum)
            .arg(limits.minimum)
            .arg(limits.maximum));
}

} // namespace

void SoftLimits::check() const
{
    for (size_t i = 0; i < stageAxes.size(); ++i) {
        const AxisLimits &limits = this->*limitsOfAxes[i];
        if (limits.minimum > 0 || limits.minimum < -farthest || limits.maximum < 0
            || limits.maximum > farthest) {
            throw ThingError(QStringLiteral("The soft limits of the axis %1 are %2 and %3; the "
                                            "minimum must be from -%4 to 0, the maximum from 0 to "
                                            "%4 steps.")
                                 .arg(stageAxes[i].letter)
                                 .arg(limits.minimum)
                                 .arg(limits.maximum)
                                 .arg(farthest));
        }
    }
}

StagePosition SoftLimits::moved(const StagePosition &from, const StagePosition &delta) const
{
    StagePosition to;
    for (size_t i = 0; i < stageAxes.size(); ++i) {
        const auto coordinate = stageAxes[i].coordinate;
        const qint64 end = qint64(from.*coordinate) + delta.*coordinate;
        allowOnAxis(stageAxes[i].letter, end, this->*limitsOfAxes[i]);
        to.*coordinate = int(end);
    }
    return to;
}

StagePosition SoftLimits::movedWithin(const StagePosition &from, const StagePosition &delta) const
{
    double part = 1;
    for (size_t i = 0; i < stageAxes.size(); ++i) {
        const auto coordinate = stageAxes[i].coordinate;
        const AxisLimits &limits = this->*limitsOfAxes[i];
        const qint64 way = delta.*coordinate;
        const qint64 room = qint64(way > 0 ? limits.maximum : limits.minimum) - from.*coordinate;
        if (std::abs(way) > 0)
            part = std::min(part, std::max(0.0, double(room) / double(way)));
    }
    const StagePosition shortened = partOf(delta, part);
    return moved(from, shortened == StagePosition() ? delta : shortened);
}

void SoftLimits::allow(const StagePosition &target) const
{
    moved(target, {});
}

SoftLimits SoftLimits::seenFrom(const StagePosition &origin) const
{
    SoftLimits result = *this;
    for (size_t i = 0; i < stageAxes.size(); ++i) {
        AxisLimits &limits = result.*limitsOfAxes[i];
        limits.minimum -= origin.*stageAxes[i].coordinate;
        limits.maximum -= origin.*stageAxes[i].coordinate;
    }
    return result;
}

SoftLimits SoftLimits::mirrored(size_t axis) const
{
    SoftLimits result = *this;
    AxisLimits &limits = result.*limitsOfAxes.at(axis);
    limits = {-limits.maximum, -limits.minimum};
    return result;
}

} // namespace Holdfast
