// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/gstreamer/pipelinefault.h"

#include "core/instruments/gstreamer/gstreamercamera.h"

#include <QRegularExpression>

#include <array>

namespace Holdfast {

namespace {

using Preset = GStreamerCameraOptions::Preset;

struct Packaged
{
    const char *element;
    const char *package;
};

constexpr std::array s_packages {
    Packaged {"appsink", "gstreamer1.0-plugins-base"},
    Packaged {"videoconvert", "gstreamer1.0-plugins-base"},
    Packaged {"videoconvertscale", "gstreamer1.0-plugins-base"},
    Packaged {"videorate", "gstreamer1.0-plugins-base"},
    Packaged {"videoscale", "gstreamer1.0-plugins-base"},
    Packaged {"videotestsrc", "gstreamer1.0-plugins-base"},
    Packaged {"decodebin", "gstreamer1.0-plugins-base"},
    Packaged {"uridecodebin", "gstreamer1.0-plugins-base"},
    Packaged {"tcpclientsrc", "gstreamer1.0-plugins-base"},
    Packaged {"jpegdec", "gstreamer1.0-plugins-good"},
    Packaged {"jpegenc", "gstreamer1.0-plugins-good"},
    Packaged {"multipartdemux", "gstreamer1.0-plugins-good"},
    Packaged {"souphttpsrc", "gstreamer1.0-plugins-good"},
    Packaged {"rtspsrc", "gstreamer1.0-plugins-good"},
    Packaged {"udpsrc", "gstreamer1.0-plugins-good"},
    Packaged {"v4l2src", "gstreamer1.0-plugins-good"},
    Packaged {"videobalance", "gstreamer1.0-plugins-good"},
    Packaged {"jpegparse", "gstreamer1.0-plugins-bad"},
    Packaged {"h264parse", "gstreamer1.0-plugins-bad"},
    Packaged {"avdec_h264", "gstreamer1.0-libav"},
    Packaged {"libcamerasrc", "gstreamer1.0-libcamera"},
    Packaged {"aravissrc", "gstreamer1.0-aravis"},
};

QString packageOf(const QString &element)
{
    for (const Packaged &each : s_packages) {
        if (element == QLatin1String(each.element))
            return QLatin1String(each.package);
    }
    return {};
}

bool isResourceError(const GError &error, GstResourceError code)
{
    return error.domain == GST_RESOURCE_ERROR && error.code == code;
}

QString remedyForUsb(const GError &error, const QString &device)
{
    if (isResourceError(error, GST_RESOURCE_ERROR_BUSY)) {
        return GStreamerCamera::tr(
                   "End the program that uses %1; \u201cfuser -v %1\u201d names it.")
            .arg(device);
    }
    if (isResourceError(error, GST_RESOURCE_ERROR_OPEN_READ_WRITE)
        || isResourceError(error, GST_RESOURCE_ERROR_NOT_AUTHORIZED)) {
        return GStreamerCamera::tr(
            "Add the user that Holdfast runs as to the group \u201cvideo\u201d, and "
            "log in again.");
    }
    if (error.domain == GST_STREAM_ERROR || error.domain == GST_CORE_ERROR) {
        return GStreamerCamera::tr(
                   "Choose another format, width, height or frame_rate in the configuration; "
                   "\u201cv4l2-ctl --list-formats-ext -d %1\u201d lists what it has.")
            .arg(device);
    }
    return GStreamerCamera::tr("Look whether the camera is plugged in and is %1; \u201cv4l2-ctl "
                               "--list-devices\u201d lists all.")
        .arg(device);
}

QString remedy(const GError &error, const GStreamerCameraOptions &options)
{
    switch (options.preset) {
    case Preset::Usb:
        return remedyForUsb(error, options.device);
    case Preset::Csi:
        return GStreamerCamera::tr(
            "Look whether the camera's cable is right and no other program uses it; "
            "\u201ccam --list\u201d lists all.");
    case Preset::Http:
        return GStreamerCamera::tr(
                   "Look whether a browser shows the live picture at %1. Holdfast goes on "
                   "trying.")
            .arg(options.url);
    case Preset::Pipeline:
        break;
    }
    return GStreamerCamera::tr("Try the pipeline with gst-launch-1.0. It has to end in an appsink, "
                               "before which videoconvert may be needed.");
}

//! Returns what GStreamer tells the person who repairs it, without the path of the element. The names in that path are
//! counted, so that a camera that is looked for again would have another fault each time.
QString withoutElement(const char *details)
{
    static const QRegularExpression element(QStringLiteral("/GstPipeline:\\S+"));
    return QString::fromUtf8(details).remove(element).simplified();
}

} // namespace

Fault pipelineFault(const GError &error, const char *details, const GStreamerCameraOptions &options)
{
    return {.what = GStreamerCamera::tr("The camera delivers no pictures: %1")
                        .arg(QString::fromUtf8(error.message)),
            .remedy = remedy(error, options),
            .details = withoutElement(details)};
}

Fault missingElementsFault(const QStringList &elements)
{
    QStringList packages;
    for (const QString &element : elements) {
        const QString package = packageOf(element);
        if (!package.isEmpty() && !packages.contains(package))
            packages << package;
    }
    const QString names = elements.join(QStringLiteral(", "));
    return {
        .what =
            GStreamerCamera::tr("GStreamer's elements that the camera needs are not installed: %1.")
                .arg(names),
        .remedy = packages.isEmpty()
                      ? GStreamerCamera::tr(
                          "Look whether the names are right, and install the packages that have "
                          "the elements.")
                      : GStreamerCamera::tr("Install the package %1, and start Holdfast again.")
                            .arg(packages.join(QStringLiteral(", ")))};
}

} // namespace Holdfast
