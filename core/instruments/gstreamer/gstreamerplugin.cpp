// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/gstreamer/gstreamerplugin.h"

#include "core/config/thingregistry.h"
#include "core/instruments/gstreamer/gstreamercamera.h"

namespace Holdfast {

void GStreamerPlugin::addClasses(ThingRegistry &registry)
{
    const Range size {0, double(GStreamerCameraOptions::largest)};
    registry.add<GStreamerCamera, GStreamerCameraOptions>(QStringLiteral("GStreamerCamera"))
        .describe(QStringLiteral("A camera that GStreamer shows."))
        .describe(QStringLiteral("preset"), QStringLiteral("Where the pictures come from."))
        .describe(QStringLiteral("pipeline"),
                  QStringLiteral("Elements as gst-launch-1.0 takes them, which end in an appsink."))
        .describe(QStringLiteral("device"), QStringLiteral("The USB camera, like /dev/video0."))
        .describe(
            QStringLiteral("camera_name"),
            QStringLiteral(
                "The camera on the board, as \"cam --list\" calls it; empty for the first one."))
        .describe(QStringLiteral("url"),
                  QStringLiteral("Where the MJPEG is, like "
                                 "http://192.168.1.5:5000/camera/mjpeg_stream."))
        .describe(QStringLiteral("format"),
                  QStringLiteral("Whether a USB camera compresses its pictures."))
        .describe(QStringLiteral("width"), QStringLiteral("In pixels; 0 as the source has it."))
        .describe(QStringLiteral("height"), QStringLiteral("In pixels; 0 as the source has it."))
        .describe(QStringLiteral("frame_rate"),
                  QStringLiteral("Frames per second; 0 as the source has it."))
        .describe(QStringLiteral("exposure_property"),
                  QStringLiteral(
                      "The property of the pipeline that is the exposure in microseconds, like "
                      "\"source.exposure-time\"."))
        .describe(QStringLiteral("gain_property"),
                  QStringLiteral("The property of the pipeline that is the gain."))
        .range(QStringLiteral("width"), size)
        .range(QStringLiteral("height"), size)
        .range(QStringLiteral("frame_rate"), {0, double(GStreamerCameraOptions::fastest)});
}

} // namespace Holdfast
