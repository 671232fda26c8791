// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/gridscaninput.h"
#include "core/instruments/stage/gridscanoptions.h"
#include "core/instruments/stage/stage.h"
#include "core/thing/thing.h"
#include "core/thing/thingslot.h"
#include "core/thing/value.h"

#include <QList>

namespace Holdfast {

//! \brief Moves the stage from point to point of a grid, and stays at each for a while.
//!
//! An example of a long action that shares the instrument; SmartScan is the one that takes pictures. Between two points it
//! gives way to an operator. If the stage was moved meanwhile, the scan goes on with the next point, because it moves to
//! absolute positions. If the zero of the stage was moved, the scan fails, because it no longer knows
//! where its points are. A scan that is cancelled, or that fails, leaves the stage where it is.
class GridScan : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int pointsDone READ pointsDone NOTIFY pointsDoneChanged)
    Q_PROPERTY(int pointsTotal READ pointsTotal NOTIFY pointsTotalChanged)
public:
    //! Throws ThingError when an option is out of range.
    explicit GridScan(const GridScanOptions &options = {});

    //! Progress of the current scan, or of the latest one.
    int pointsDone() const { return m_pointsDone; }
    int pointsTotal() const { return m_pointsTotal; }

    Q_INVOKABLE void scan(const Holdfast::GridScanInput &input);

Q_SIGNALS:
    void pointsDoneChanged(int points);
    void pointsTotalChanged(int points);

private:
    QList<StagePosition> planned(const GridScanInput &input) const;
    void visit(const QList<StagePosition> &points, int index, double settle);
    void moveTo(const StagePosition &target);
    void letOthersIn(const StagePosition &expected, const SoftLimits &limits) const;

    const int m_mostPoints;
    ThingSlot<Stage> m_stage {this, "stage"};
    Value<int> m_pointsDone {this, &GridScan::pointsDoneChanged};
    Value<int> m_pointsTotal {this, &GridScan::pointsTotalChanged};
};

} // namespace Holdfast
