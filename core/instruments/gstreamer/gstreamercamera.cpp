// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/gstreamer/gstreamercamera.h"

#include "core/base/secretfile.h"
#include "core/instruments/camera/glibpointers.h"
#include "core/instruments/gstreamer/elementcontrols.h"
#include "core/instruments/gstreamer/pinneddatabase.h"
#include "core/instruments/gstreamer/pipelinefault.h"
#include "core/instruments/gstreamer/v4l2controls.h"

#include <QScopeGuard>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <gst/video/video.h>
#include <limits>
#include <memory>

namespace Holdfast {

using namespace std::chrono_literals;

namespace {

using Preset = GStreamerCameraOptions::Preset;
using Format = GStreamerCameraOptions::Format;

//! For so long the first frame may take.
constexpr auto firstFrame = 10s;
//! After so long without data an HTTP source has failed.
constexpr int httpTimeout = 5; // seconds

const char *const s_sinkCaps = "image/jpeg; video/x-raw, format=(string){ RGB, GRAY8, GRAY16_LE }";

[[noreturn]] void refuse(const QString &message)
{
    throw ThingError(message);
}

void checkNumber(const char *name, int number, int most)
{
    if (number < 0 || number > most) {
        refuse(QStringLiteral("The option %1 is %2; it must be from 0 to %3.")
                   .arg(QLatin1String(name))
                   .arg(number)
                   .arg(most));
    }
}

QString pipelineText(const GStreamerCameraOptions &options)
{
    switch (options.preset) {
    case Preset::Pipeline:
        return options.pipeline;
    case Preset::Usb:
        return options.format == Format::Jpeg
                   ? QStringLiteral("v4l2src name=source ! capsfilter name=wanted ! appsink")
                   : QStringLiteral("v4l2src name=source ! capsfilter name=wanted ! videoconvert "
                                    "! appsink");
    case Preset::Csi:
        return QStringLiteral("libcamerasrc name=source ! capsfilter name=wanted ! videoconvert "
                              "! appsink");
    case Preset::Http:
        return QStringLiteral("souphttpsrc name=source is-live=true do-timestamp=true "
                              "! multipartdemux single-stream=true ! appsink");
    }
    return {};
}

GstPointer<GstElement> elementIn(GstElement *pipeline, const char *name)
{
    return GstPointer<GstElement>(gst_bin_get_by_name(GST_BIN(pipeline), name));
}

//! Lets a source of the preset `http` send the token in \a file. Throws a CameraFault when there is none in it.
void setToken(GstElement *source, const QString &file)
{
    const SecretFile read = readSecretFile(file);
    if (!read.problem.isEmpty())
        throw CameraFault({.what = read.problem,
                           .remedy = GStreamerCamera::tr(
                               "Put the token of the server with the pictures into that file.")});
    const QByteArray value = "Bearer " + read.secret;
    const std::unique_ptr<GstStructure, decltype(&gst_structure_free)> headers(
        gst_structure_new("headers", "Authorization", G_TYPE_STRING, value.constData(), nullptr),
        &gst_structure_free);
    // The token must not follow a redirection to another server.
    g_object_set(source, "extra-headers", headers.get(), "automatic-redirect", FALSE, nullptr);
}

//! Returns the appsink of a pipeline; null when it has none.
GstPointer<GstElement> sinkOf(GstElement *pipeline)
{
    GstPointer<GstElement> found;
    GstIterator *sinks = gst_bin_iterate_sinks(GST_BIN(pipeline));
    GValue item = G_VALUE_INIT;
    while (gst_iterator_next(sinks, &item) == GST_ITERATOR_OK) {
        auto *element = GST_ELEMENT(g_value_get_object(&item));
        if (GST_IS_APP_SINK(element))
            found.reset(GST_ELEMENT(gst_object_ref(element)));
        g_value_reset(&item);
    }
    g_value_unset(&item);
    gst_iterator_free(sinks);
    return found;
}

//! Returns a time within what an exposure can be.
std::chrono::microseconds asExposure(double microseconds)
{
    constexpr double longest = std::numeric_limits<int>::max();
    return std::chrono::microseconds(std::llround(std::clamp(microseconds, 1.0, longest)));
}

void initialiseGStreamer()
{
    GlibError error;
    if (!gst_init_check(nullptr, nullptr, error.out())) {
        throw CameraFault(
            {.what = GStreamerCamera::tr("GStreamer cannot be used."),
             .remedy = GStreamerCamera::tr("Install the package libgstreamer1.0-0 again."),
             .details = error.text()});
    }
}

} // namespace

void GStreamerCameraOptions::check() const
{
    if (preset == Preset::Pipeline && pipeline.isEmpty()) {
        refuse(QStringLiteral(
            "The option preset or pipeline is missing: preset is \"usb\", \"csi\" or \"http\", "
            "and a pipeline ends in an appsink."));
    }
    if (preset != Preset::Pipeline && !pipeline.isEmpty()) {
        refuse(QStringLiteral("The options preset and pipeline exclude each other: leave one of "
                              "them out."));
    }
    if (preset == Preset::Usb && !device.startsWith(u'/')) {
        refuse(QStringLiteral("The option device is \"%1\"; it must be a path like /dev/video0.")
                   .arg(device));
    }
    if (preset == Preset::Http) {
        const QUrl address(url, QUrl::StrictMode);
        const QStringList schemes {QStringLiteral("http"), QStringLiteral("https")};
        if (!address.isValid() || !schemes.contains(address.scheme()) || address.host().isEmpty()) {
            refuse(
                QStringLiteral(
                    "The option url is \"%1\"; it must be an address that begins with http:// or "
                    "https://.")
                    .arg(url));
        }
    }
    if (preset != Preset::Http && !tokenFile.isEmpty())
        refuse(QStringLiteral("The option token_file belongs to the preset \"http\"."));
    if (!fingerprint.isEmpty()) {
        if (preset != Preset::Http
            || !url.startsWith(QStringLiteral("https:"), Qt::CaseInsensitive))
            refuse(QStringLiteral(
                "The option fingerprint belongs to the preset \"http\" and an url that "
                "begins with https://."));
        if (!digestIn(fingerprint))
            refuse(QStringLiteral("The option fingerprint is \"%1\"; a SHA-256 fingerprint has 64 "
                                  "hexadecimal digits, perhaps with colons between them.")
                       .arg(fingerprint));
    }
    if (preset != Preset::Pipeline && (!exposureProperty.isEmpty() || !gainProperty.isEmpty())) {
        refuse(
            QStringLiteral("The options exposure_property and gain_property belong to a pipeline; "
                           "the preset knows its own."));
    }
    checkNumber("width", width, largest);
    checkNumber("height", height, largest);
    checkNumber("frame_rate", frameRate, fastest);
}

GStreamerCamera::GStreamerCamera(const GStreamerCameraOptions &options)
    : m_options(options)
{
    options.check();
    describeThing(tr("A camera that GStreamer shows."), tr("Camera"));
}

GStreamerCamera::~GStreamerCamera()
{
    finish();
    disconnectDevice();
}

void GStreamerCamera::discover()
{
    try {
        buildPipeline();
        m_controls = makeControls();
    } catch (const ThingError &) {
        return; // connectDevice() reports it
    }
    if (!m_controls)
        return;
    CameraAbilities able;
    if (const auto range = m_controls->exposureRange()) {
        able.exposure = CameraAbilities::Exposure {.shortest = asExposure(std::ceil(range->least)),
                                                   .longest = asExposure(range->most),
                                                   .first = asExposure(std::ceil(range->least))};
    }
    if (const auto range = m_controls->gainRange()) {
        able.gain = CameraAbilities::Gain {
            .lowest = range->least, .highest = range->most, .first = range->least};
    }
    // The first value is the source's own, where that has one before it runs.
    try {
        if (able.exposure)
            able.exposure->first = asExposure(m_controls->exposure({}));
        if (able.gain)
            able.gain->first = m_controls->gain({});
    } catch (const ThingError &error) {
        logWarning(
            QStringLiteral("The source does not tell its settings: %1").arg(error.message()));
    }
    setAbilities(able);
}

std::unique_ptr<SourceControls> GStreamerCamera::makeControls()
{
    switch (m_options.preset) {
    case Preset::Usb:
        return V4l2Controls::open(m_options.device);
    case Preset::Csi: {
        // Older ones have no such properties.
        const QString exposure = QStringLiteral("source.exposure-time");
        const QString gain = QStringLiteral("source.analogue-gain");
        const auto ifThere = [this](const QString &property) {
            return ElementControls::exists(m_pipeline.get(), property) ? property : QString();
        };
        return std::make_unique<ElementControls>(m_pipeline.get(), ifThere(exposure),
                                                 ifThere(gain));
    }
    case Preset::Http:
        return nullptr;
    case Preset::Pipeline:
        break;
    }
    try {
        return std::make_unique<ElementControls>(m_pipeline.get(), m_options.exposureProperty,
                                                 m_options.gainProperty);
    } catch (const ThingError &error) {
        throw CameraFault({.what = error.message(),
                           .remedy = tr("Correct exposure_property or gain_property in the "
                                        "configuration.")});
    }
}

void GStreamerCamera::buildPipeline()
{
    initialiseGStreamer();
    GlibError error;
    GstParseContext *context = gst_parse_context_new();
    const auto freeContext = qScopeGuard([context] { gst_parse_context_free(context); });
    GstElement *parsed = gst_parse_launch_full(pipelineText(m_options).toUtf8().constData(),
                                               context, GST_PARSE_FLAG_FATAL_ERRORS, error.out());
    // A text of one element gives that, and no pipeline.
    if (parsed && !GST_IS_PIPELINE(parsed)) {
        gst_object_unref(gst_object_ref_sink(parsed));
        parsed = nullptr;
    }
    m_pipeline.reset(parsed ? GST_ELEMENT(gst_object_ref_sink(parsed)) : nullptr);
    if (!m_pipeline) {
        if (char **missing = gst_parse_context_get_missing_elements(context)) {
            QStringList elements;
            for (char **each = missing; *each; ++each)
                elements << QString::fromUtf8(*each);
            g_strfreev(missing);
            throw CameraFault(missingElementsFault(elements));
        }
        throw CameraFault({.what = tr("The pipeline is wrong."),
                           .remedy = tr("Try it with gst-launch-1.0, and correct it in the "
                                        "configuration."),
                           .details = error.text()});
    }
    const GstPointer<GstElement> sink = sinkOf(m_pipeline.get());
    if (!sink) {
        m_pipeline.reset();
        throw CameraFault({.what = tr("The pipeline has no appsink."),
                           .remedy = tr("Let it end in \u201c! videoconvert ! appsink\u201d.")});
    }
    const GstPointer<GstCaps> caps(gst_caps_from_string(s_sinkCaps));
    g_object_set(sink.get(), "caps", caps.get(), "max-buffers", 1U, "drop", TRUE, "sync", FALSE,
                 nullptr);
    GstAppSinkCallbacks callbacks {};
    callbacks.new_sample = &GStreamerCamera::sampleCame;
    gst_app_sink_set_callbacks(GST_APP_SINK(sink.get()), &callbacks, this, nullptr);
    const GstPointer<GstBus> bus(gst_element_get_bus(m_pipeline.get()));
    gst_bus_set_sync_handler(bus.get(), &GStreamerCamera::messageCame, this, nullptr);
    setUpSource();
}

void GStreamerCamera::setUpSource()
{
    if (m_options.preset == Preset::Pipeline)
        return;
    const GstPointer<GstElement> source = elementIn(m_pipeline.get(), "source");
    switch (m_options.preset) {
    case Preset::Usb:
        g_object_set(source.get(), "device", m_options.device.toUtf8().constData(), nullptr);
        break;
    case Preset::Csi:
        if (!m_options.cameraName.isEmpty())
            g_object_set(source.get(), "camera-name", m_options.cameraName.toUtf8().constData(),
                         nullptr);
        break;
    case Preset::Http:
        g_object_set(source.get(), "location", m_options.url.toUtf8().constData(), "timeout",
                     guint(httpTimeout), nullptr);
        if (const auto digest = digestIn(m_options.fingerprint))
            g_object_set(source.get(), "tls-database", pinnedDatabase(*digest).get(), nullptr);
        if (!m_options.tokenFile.isEmpty()) {
            // Without the token the pipeline is made again with the next attempt.
            auto remove = qScopeGuard([this] { m_pipeline.reset(); });
            setToken(source.get(), m_options.tokenFile);
            remove.dismiss();
        }
        break;
    case Preset::Pipeline:
        break;
    }
    if (const GstPointer<GstElement> wanted = elementIn(m_pipeline.get(), "wanted")) {
        const bool isJpeg = m_options.preset == Preset::Usb && m_options.format == Format::Jpeg;
        const GstPointer<GstCaps> caps(
            gst_caps_new_empty_simple(isJpeg ? "image/jpeg" : "video/x-raw"));
        if (m_options.width > 0)
            gst_caps_set_simple(caps.get(), "width", G_TYPE_INT, m_options.width, nullptr);
        if (m_options.height > 0)
            gst_caps_set_simple(caps.get(), "height", G_TYPE_INT, m_options.height, nullptr);
        if (m_options.frameRate > 0) {
            gst_caps_set_simple(caps.get(), "framerate", GST_TYPE_FRACTION, m_options.frameRate, 1,
                                nullptr);
        }
        g_object_set(wanted.get(), "caps", caps.get(), nullptr);
    }
}

void GStreamerCamera::connectDevice()
{
    // discover() may just have done it.
    if (!m_pipeline)
        buildPipeline();
    if (!m_controls)
        m_controls = makeControls();
    run();
    halt();
}

void GStreamerCamera::disconnectDevice()
{
    m_controls.reset();
    dropPipeline();
}

void GStreamerCamera::startAcquisition()
{
    run();
}

void GStreamerCamera::stopAcquisition()
{
    halt();
}

void GStreamerCamera::run()
{
    // Elements like multipartdemux do not run a second time.
    if (m_hasRun)
        renewPipeline();
    m_hasRun = true;
    {
        const std::lock_guard lock(m_startMutex);
        m_isStarting = true;
        m_hasDelivered = false;
        m_trouble.reset();
    }
    const auto isRefused =
        gst_element_set_state(m_pipeline.get(), GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE;
    std::unique_lock lock(m_startMutex);
    if (!isRefused)
        m_started.wait_for(lock, firstFrame,
                           [this] { return m_hasDelivered || m_trouble || m_isEnding; });
    m_isStarting = false;
    if (m_hasDelivered && !m_trouble)
        return;
    throw CameraFault(
        m_trouble.value_or(Fault {.what = tr("The camera delivers no pictures."),
                                  .remedy = tr("Try the source with another program.")}));
}

void GStreamerCamera::renewPipeline()
{
    dropPipeline();
    buildPipeline();
    if (m_options.preset == Preset::Usb)
        return; // its settings belong to the device
    m_controls = makeControls();
    if (m_exposure)
        m_controls->exposure(m_exposure);
    if (m_gain)
        m_controls->gain(m_gain);
}

void GStreamerCamera::dropPipeline()
{
    if (!m_pipeline)
        return;
    halt();
    const GstPointer<GstBus> bus(gst_element_get_bus(m_pipeline.get()));
    gst_bus_set_sync_handler(bus.get(), nullptr, nullptr, nullptr);
    m_pipeline.reset();
    m_hasRun = false;
}

void GStreamerCamera::halt()
{
    // Closes the device, and waits for the threads of the pipeline.
    if (m_pipeline)
        gst_element_set_state(m_pipeline.get(), GST_STATE_NULL);
}

void GStreamerCamera::interruptDevice()
{
    const std::lock_guard lock(m_startMutex);
    m_isEnding = true;
    m_started.notify_all();
}

std::chrono::microseconds
GStreamerCamera::applyExposure(std::optional<std::chrono::microseconds> asked)
{
    if (!m_controls)
        return Camera::applyExposure(asked);
    if (asked)
        m_exposure = double(asked->count());
    return asExposure(m_controls->exposure(asked ? m_exposure : std::nullopt));
}

double GStreamerCamera::applyGain(std::optional<double> asked)
{
    if (!m_controls)
        return Camera::applyGain(asked);
    if (asked)
        m_gain = asked;
    return m_controls->gain(asked);
}

void GStreamerCamera::trouble(const Fault &fault)
{
    {
        const std::lock_guard lock(m_startMutex);
        if (!m_trouble)
            m_trouble = fault;
        if (m_isStarting) {
            m_started.notify_all();
            return; // run() throws it
        }
    }
    lost(fault);
}

GstBusSyncReply GStreamerCamera::messageCame(GstBus *, GstMessage *message, gpointer self)
{
    auto *camera = static_cast<GStreamerCamera *>(self);
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
        GError *error = nullptr;
        char *details = nullptr;
        gst_message_parse_error(message, &error, &details);
        camera->trouble(pipelineFault(*error, details, camera->m_options));
        g_error_free(error);
        g_free(details);
    } else if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS) {
        camera->trouble({.what = tr("The stream of pictures has ended."),
                         .remedy = tr("Look whether its source still runs. Holdfast goes on "
                                      "trying.")});
    }
    gst_message_unref(message);
    return GST_BUS_DROP; // nothing reads the bus
}

GstFlowReturn GStreamerCamera::sampleCame(GstAppSink *sink, gpointer self)
{
    const GstPointer<GstSample> sample(gst_app_sink_pull_sample(sink));
    if (sample)
        static_cast<GStreamerCamera *>(self)->takeSample(sample.get());
    return GST_FLOW_OK;
}

void GStreamerCamera::takeSample(GstSample *sample)
{
    GstCaps *caps = gst_sample_get_caps(sample);
    GstBuffer *buffer = gst_sample_get_buffer(sample);
    if (!caps || !buffer)
        return;
    CameraImage image;
    if (gst_structure_has_name(gst_caps_get_structure(caps, 0), "image/jpeg")) {
        image.layout = PixelLayout::Jpeg;
        image.pixels.resize(qsizetype(gst_buffer_get_size(buffer)));
        gst_buffer_extract(buffer, 0, image.pixels.data(), gsize(image.pixels.size()));
        if (!image.pixels.startsWith("\xff\xd8")) {
            deliverBadFrame(tr("It is not a JPEG."));
            return;
        }
    } else {
        GstVideoInfo info;
        GstVideoFrame frame;
        if (!gst_video_info_from_caps(&info, caps)
            || !gst_video_frame_map(&frame, &info, buffer, GST_MAP_READ)) {
            deliverBadFrame(tr("It cannot be read."));
            return;
        }
        image.size = {GST_VIDEO_FRAME_WIDTH(&frame), GST_VIDEO_FRAME_HEIGHT(&frame)};
        switch (GST_VIDEO_FRAME_FORMAT(&frame)) {
        case GST_VIDEO_FORMAT_GRAY8:
            image.layout = PixelLayout::Grey8;
            break;
        case GST_VIDEO_FORMAT_GRAY16_LE:
            image.layout = PixelLayout::Grey16;
            break;
        default:
            image.layout = PixelLayout::Rgb8;
            break;
        }
        // Its rows may have gaps.
        const qsizetype row = qsizetype(image.size.width()) * image.bytesPerPixel();
        image.pixels.resize(row * image.size.height());
        const auto *source = static_cast<const char *>(GST_VIDEO_FRAME_PLANE_DATA(&frame, 0));
        for (int i = 0; i < image.size.height(); ++i) {
            std::memcpy(image.pixels.data() + i * row,
                        source + qsizetype(i) * GST_VIDEO_FRAME_PLANE_STRIDE(&frame, 0),
                        size_t(row));
        }
        gst_video_frame_unmap(&frame);
    }
    deliver(image);
    const std::lock_guard lock(m_startMutex);
    if (!std::exchange(m_hasDelivered, true))
        m_started.notify_all();
}

} // namespace Holdfast
