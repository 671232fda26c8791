// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/things/builtinthings.h"

#include "app/things/families.h"
#include "app/things/openflexureclasses.h"
#include "core/instruments/camera/foldercamera.h"
#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/focus/autofocus.h"
#include "core/instruments/gallery/gallery.h"
#include "core/instruments/illumination/simulatedillumination.h"
#include "core/instruments/mapping/camerastagemapping.h"
#include "core/instruments/scan/histoscanworkflow.h"
#include "core/instruments/scan/smartscan.h"
#include "core/instruments/stage/gridscan.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/instruments/system/systemthing.h"

namespace Holdfast {

namespace {

void addScans(ThingRegistry &registry)
{
    registry.add<SmartScan, SmartScanOptions>(QStringLiteral("SmartScan"))
        .describe(
            QStringLiteral("Scans samples with a stage and a camera, and keeps the pictures."))
        .describe(QStringLiteral("default_workflow"),
                  QStringLiteral("The workflow that is used until another one is chosen."))
        .describe(QStringLiteral("reserved_megabytes"),
                  QStringLiteral("How much of the disk a scan leaves free."))
        .describe(
            QStringLiteral("stitcher"),
            QStringLiteral("The program that stitches: a path, or a name that is looked for in "
                           "the PATH."))
        .range(QStringLiteral("reserved_megabytes"), {0, SmartScanOptions::mostMegabytes});
    registry.add<SnakeWorkflow>(QStringLiteral("SnakeWorkflow"))
        .describe(QStringLiteral("Settings of a scan of a rectangle, every other row backwards."));
    registry.add<RasterWorkflow>(QStringLiteral("RasterWorkflow"))
        .describe(
            QStringLiteral("Settings of a scan of a rectangle, every row in the same direction."));
    registry.add<HistoScanWorkflow>(QStringLiteral("HistoScanWorkflow"))
        .describe(QStringLiteral("Settings of a scan that grows over the sample."));
}

} // namespace

ThingRegistry builtInThings()
{
    const QString stage = QStringLiteral("SimulatedStage");
    const QString camera = QStringLiteral("SimulatedCamera");
    ThingRegistry registry;
    registry.add<SimulatedStage, SimulatedStageOptions>(stage)
        .describe(QStringLiteral("A motor stage with three axes that exists only in the program."))
        .describe(QStringLiteral("step_rate"),
                  QStringLiteral("Motor steps per second of the fastest axis."))
        .describe(QStringLiteral("micrometres_per_step"),
                  QStringLiteral("The length of a motor step of x and y: above 0, and at most %1.")
                      .arg(SimulatedStageOptions::longestStep))
        .describe(QStringLiteral("micrometres_per_step_z"),
                  QStringLiteral("The length of a motor step of z: above 0, and at most %1.")
                      .arg(SimulatedStageOptions::longestStep))
        .describe(QStringLiteral("soft_limits"),
                  QStringLiteral("How far each axis may go, in motor steps."))
        .range(QStringLiteral("step_rate"), {1, SimulatedStageOptions::fastest});
    registry.add<SimulatedCamera, SimulatedCameraOptions>(camera)
        .describe(QStringLiteral("A camera that sees a drawn sample where the stage is."))
        .describe(QStringLiteral("frame_rate"), QStringLiteral("Live frames per second."))
        .range(QStringLiteral("frame_rate"),
               {SimulatedCameraOptions::slowest, SimulatedCameraOptions::fastest});
    registry.add<FolderCamera, FolderCameraOptions>(QStringLiteral("FolderCamera"))
        .describe(QStringLiteral("A camera that shows the pictures in a folder."))
        .describe(QStringLiteral("folder"),
                  QStringLiteral("The folder with JPEG and PNG files, all of the same size; begins "
                                 "with / or ~/."))
        .describe(QStringLiteral("frame_rate"), QStringLiteral("Live frames per second."))
        .describe(QStringLiteral("loop"),
                  QStringLiteral("Whether the first picture follows the last one."))
        .range(QStringLiteral("frame_rate"),
               {FolderCameraOptions::slowest, FolderCameraOptions::fastest});
    registry.add<Autofocus, AutofocusOptions>(QStringLiteral("Autofocus"))
        .describe(QStringLiteral("Finds the focus, with a stage and a camera."))
        .describe(QStringLiteral("towards_objective"),
                  QStringLiteral("Which way of z brings objective and sample together."))
        .describe(QStringLiteral("z_limit"),
                  QStringLiteral("The position nearest to the objective that may be used, in motor "
                                 "steps; null for the limits of the stage alone."))
        .describe(QStringLiteral("backlash"),
                  QStringLiteral("How far the stage goes back before it approaches a position, in "
                                 "motor steps."))
        .range(QStringLiteral("backlash"), {0, AutofocusOptions::mostBacklash});
    registry
        .add<CameraStageMapping, CameraStageMappingOptions>(QStringLiteral("CameraStageMapping"))
        .describe(QStringLiteral("Measures what a pixel of the picture is on the stage."))
        .describe(
            QStringLiteral("backlash"),
            QStringLiteral("How far an axis goes back before a calibration begins along it, in "
                           "motor steps."))
        .describe(QStringLiteral("settle"),
                  QStringLiteral("How many seconds a calibration waits after each move."))
        .range(QStringLiteral("backlash"), {0, CameraStageMappingOptions::mostBacklash})
        .range(QStringLiteral("settle"), {0, CameraStageMappingOptions::longestSettle});
    registry.add<SimulatedIllumination>(QStringLiteral("SimulatedIllumination"))
        .describe(QStringLiteral("The LED of a microscope that exists only in the program."));
    registry.add<GridScan, GridScanOptions>(QStringLiteral("GridScan"))
        .describe(QStringLiteral("Moves a stage from point to point of a grid."))
        .describe(QStringLiteral("most_points"),
                  QStringLiteral("How many points one scan may have."))
        .range(QStringLiteral("most_points"), {1, GridScanOptions::limit});
    addScans(registry);
    registry.add<SystemThing, SystemThingOptions>(QStringLiteral("SystemThing"))
        .describe(
            QStringLiteral("The computer, and what is recorded with each picture: the sample, "
                           "the operator and notes."))
        .describe(QStringLiteral("allow_power"),
                  QStringLiteral("Whether clients may switch the computer off, and restart it."));

    registry.add<Gallery>(QStringLiteral("Gallery"))
        .describe(QStringLiteral("Lists and removes the pictures and scans that were recorded."));

    addFamilies(registry);
    addOpenFlexureClasses(registry);
    return registry;
}

} // namespace Holdfast
