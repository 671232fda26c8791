// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/things/openflexureclasses.h"

#include "core/config/thingregistry.h"

namespace Holdfast {

namespace {

//! \brief A class of OpenFlexure's server.
struct Known
{
    const char *module; //!< below openflexure_microscope_server.things
    const char *name;
    const char *ours = nullptr;        //!< null: there is none
    const char *explanation = nullptr; //!< where there is none
    const char *kwargs = "{}";         //!< options that ours has then
    const char *ignored = nullptr;     //!< an option of theirs that means nothing here
};

constexpr auto s_ownDetector = "Holdfast's workflows detect the background themselves.";

constexpr Known s_known[] = {
    {"autofocus", "AutofocusThing", "Autofocus"},
    {"focus.autofocus", "AutofocusThing", "Autofocus"},
    {"camera.opencv", "OpenCVCamera", "GStreamerCamera", nullptr, R"({"preset":"usb"})",
     "camera_index"},
    {"camera.picamera", "PiCameraHQ", "GStreamerCamera", nullptr, R"({"preset":"csi"})",
     "camera_board"},
    {"camera.picamera", "PiCameraV2", "GStreamerCamera", nullptr, R"({"preset":"csi"})",
     "camera_board"},
    {"camera.picamera", "StreamingPiCamera2", "GStreamerCamera", nullptr, R"({"preset":"csi"})",
     "camera_board"},
    {"camera.simulation", "SimulatedCamera", "SimulatedCamera"},
    {"camera_stage_mapping", "CameraStageMapper", "CameraStageMapping"},
    {"stage.camera_stage_mapping", "CameraStageMapper", "CameraStageMapping"},
    {"gallery", "GalleryThing", "Gallery"},
    {"illumination", "SangaIllumination", "SangaIllumination"},
    {"illumination", "SimulatorIllumination", "SimulatedIllumination"},
    {"scanning.scan_workflows", "FastOFMWorkflow", "RasterWorkflow"},
    {"scanning.scan_workflows", "HistoScanWorkflow", "HistoScanWorkflow"},
    {"scanning.scan_workflows", "RasterWorkflow", "RasterWorkflow"},
    {"scanning.scan_workflows", "SnakeWorkflow", "SnakeWorkflow"},
    {"scan_workflows", "HistoScanWorkflow", "HistoScanWorkflow"},
    {"scan_workflows", "RasterWorkflow", "RasterWorkflow"},
    {"scan_workflows", "SnakeWorkflow", "SnakeWorkflow"},
    {"scanning.smart_scan", "SmartScanThing", "SmartScan"},
    {"smart_scan", "SmartScanThing", "SmartScan"},
    {"stage.dummy", "DummyStage", "SimulatedStage"},
    {"stage.moonraker", "MoonrakerStage", nullptr,
     "Moonraker's stages are not driven; to try the rest of the configuration, use a "
     "SimulatedStage."},
    {"stage.sangaboard", "SangaboardThing", "SangaboardStage"},
    {"system", "OpenFlexureSystem", "SystemThing"},
};

constexpr Known s_dispensable[] = {
    {"background_detect", "ChannelDeviationLUV", nullptr, s_ownDetector},
    {"background_detect", "ColourChannelDetectLUV", nullptr, s_ownDetector},
    {"scanning.background_detect", "ChannelDeviationLUV", nullptr, s_ownDetector},
    {"scanning.background_detect", "ColourChannelDetectLUV", nullptr, s_ownDetector},
    {"stage.stage_measure", "StageMeasurementThing", nullptr,
     "Holdfast does not measure how far a stage can move; soft_limits of the stage says it."},
};

// Returns the names of a class in configurations: OpenFlexure's own files write it both ways.
QStringList namesOf(const Known &known)
{
    const QString module =
        QStringLiteral("openflexure_microscope_server.things.%1").arg(QLatin1String(known.module));
    return {module + u':' + QLatin1String(known.name), module + u'.' + QLatin1String(known.name)};
}

} // namespace

void addOpenFlexureClasses(ThingRegistry &registry)
{
    for (const Known &known : s_known) {
        for (const QString &name : namesOf(known)) {
            if (known.ours) {
                AliasMeaning meaning {.kwargs = Json::parse(known.kwargs)};
                if (known.ignored)
                    meaning.ignored << QLatin1String(known.ignored);
                registry.addAlias(name, QLatin1String(known.ours), meaning);
            } else {
                registry.addAbsent(name, QLatin1String(known.explanation));
            }
        }
    }
    for (const Known &known : s_dispensable) {
        for (const QString &name : namesOf(known))
            registry.addDispensable(name, QLatin1String(known.explanation));
    }
}

} // namespace Holdfast
