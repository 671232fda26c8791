// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/things/openflexureclasses.h"

#include "core/config/thingregistry.h"

namespace Holdfast {

namespace {

struct Known
{
    const char *module; //!< below openflexure_microscope_server.things
    const char *name;
    const char *ours; //!< null: there is none
    const char *explanation;
};

constexpr auto s_leaveOut = "Leave this Thing out of the configuration.";
constexpr auto s_boardCamera =
    "Its camera is a GStreamerCamera with the preset \"csi\" in its kwargs; to try the rest of the "
    "configuration, use a SimulatedCamera.";
constexpr auto s_usbCamera =
    "Its camera is a GStreamerCamera with the preset \"usb\" in its kwargs; to try the rest of the "
    "configuration, use a SimulatedCamera.";
constexpr auto s_scan = "A GridScan takes pictures over a grid; what it takes is in its kwargs.";

constexpr Known s_known[] = {
    {"stage.dummy", "DummyStage", "SimulatedStage", nullptr},
    {"stage.sangaboard", "SangaboardThing", "SangaboardStage", nullptr},
    {"illumination", "SangaIllumination", "SangaIllumination", nullptr},
    {"camera.simulation", "SimulatedCamera", "SimulatedCamera", nullptr},

    {"camera.picamera", "PiCameraV2", nullptr, s_boardCamera},
    {"camera.picamera", "PiCameraHQ", nullptr, s_boardCamera},
    {"camera.opencv", "OpenCVCamera", nullptr, s_usbCamera},
    {"scanning.smart_scan", "SmartScanThing", nullptr, s_scan},
    {"scanning.scan_workflows", "SnakeWorkflow", nullptr, s_scan},
    {"scanning.scan_workflows", "RasterWorkflow", nullptr, s_scan},
    {"scanning.scan_workflows", "HistoScanWorkflow", nullptr, s_scan},
    {"scanning.scan_workflows", "FastOFMWorkflow", nullptr, s_scan},
    {"scanning.background_detect", "ColourChannelDetectLUV", nullptr, s_leaveOut},
    {"scanning.background_detect", "ChannelDeviationLUV", nullptr, s_leaveOut},
    {"focus.autofocus", "AutofocusThing", nullptr, s_leaveOut},
    {"gallery", "GalleryThing", nullptr, s_leaveOut},
    {"illumination", "SimulatorIllumination", nullptr, s_leaveOut},
    {"stage.camera_stage_mapping", "CameraStageMapper", nullptr, s_leaveOut},
    {"stage.stage_measure", "StageMeasurementThing", nullptr, s_leaveOut},
    {"system", "OpenFlexureSystem", nullptr, s_leaveOut},
};

} // namespace

void addOpenFlexureClasses(ThingRegistry &registry)
{
    for (const Known &known : s_known) {
        const QString module = QStringLiteral("openflexure_microscope_server.things.%1")
                                   .arg(QLatin1String(known.module));
        // Its own files write the class both ways.
        for (const QChar separator : {QLatin1Char(':'), QLatin1Char('.')}) {
            const QString name = module + separator + QLatin1String(known.name);
            if (known.ours)
                registry.addAlias(name, QLatin1String(known.ours));
            else
                registry.addAbsent(name, QLatin1String(known.explanation));
        }
    }
}

} // namespace Holdfast
