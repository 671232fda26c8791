// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/builtinthings.h"

#include "app/openflexureclasses.h"
#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/stage/gridscan.h"
#include "core/instruments/stage/simulatedstage.h"

namespace Holdfast {

ThingRegistry builtInThings()
{
    const QString stage = QStringLiteral("SimulatedStage");
    const QString camera = QStringLiteral("SimulatedCamera");
    ThingRegistry registry;
    registry.add<SimulatedStage, SimulatedStageOptions>(stage).range(
        QStringLiteral("step_rate"), {1, SimulatedStageOptions::fastest});
    registry.add<SimulatedCamera, SimulatedCameraOptions>(camera).range(
        QStringLiteral("frame_rate"),
        {SimulatedCameraOptions::slowest, SimulatedCameraOptions::fastest});
    registry.add<GridScan, GridScanOptions>(QStringLiteral("GridScan"))
        .range(QStringLiteral("most_points"), {1, GridScanOptions::limit});

    addOpenFlexureClasses(registry);
    return registry;
}

} // namespace Holdfast
