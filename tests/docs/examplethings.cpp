// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "docs/examples/relayboard/relayboard.h"
#include "docs/examples/shutter/shutter.h"

#include "app/things/builtinthings.h"
#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/stage/simulatedstage.h"
#include "tests/docs/analysis.h"

namespace Holdfast {

// The program is Holdfast's own; only its Things differ.
ThingRegistry builtInThings()
{
    ThingRegistry registry;
    registry.add<Analysis>(QStringLiteral("Analysis"));
    registry.add<RelayBoard>(QStringLiteral("RelayBoard"));
    registry.add<Shutter>(QStringLiteral("Shutter"));
    registry.add<SimulatedCamera, SimulatedCameraOptions>(QStringLiteral("SimulatedCamera"));
    registry.add<SimulatedStage, SimulatedStageOptions>(QStringLiteral("SimulatedStage"));
    return registry;
}

} // namespace Holdfast
