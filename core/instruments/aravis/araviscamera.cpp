// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/aravis/araviscamera.h"

#include "core/instruments/aravis/pixelformats.h"
#include "core/thing/affordances/runtimeaffordances.h"
#include "core/thing/error.h"

#include <QScopeGuard>

#include <algorithm>
#include <arv.h>
#include <cmath>
#include <limits>

namespace Holdfast {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int bufferCount = 8;
//! The system's default, some 200 kB, is less than a frame: then most packets are lost.
constexpr int socketBufferSize = 1024 * 1024;
constexpr auto popInterval = 100ms;
constexpr auto countInterval = 500ms;
constexpr guint64 judgementFrames = 20;

const QString s_frameRate = QStringLiteral("frame_rate");
const QString s_region = QStringLiteral("roi");

//! The features that exposure_time, analogue_gain and frame_rate set, and the commands that start and stop the camera.
QList<QByteArray> featuresOfTheClass()
{
    return {"ExposureTime",
            "ExposureTimeAbs",
            "ExposureTimeRaw",
            "Gain",
            "GainAbs",
            "GainRaw",
            "AcquisitionStart",
            "AcquisitionStop",
            "AcquisitionAbort",
            "AcquisitionFrameRate",
            "AcquisitionFrameRateAbs",
            "AcquisitionFrameRateEnable"};
}

//! The features that a camera takes only while it sends no frames, because they change their size.
bool changesFrames(const QByteArray &feature)
{
    return feature == "Width" || feature == "Height" || feature == "PixelFormat"
           || feature.startsWith("Binning") || feature.startsWith("Decimation")
           || feature.startsWith("GevSCPSPacketSize") || feature == "SensorWidth"
           || feature == "SensorHeight" || feature.startsWith("UserSet");
}

struct Found
{
    QByteArray id;
    QStringList names; //!< all by which a configuration may call it
};

std::vector<Found> camerasHere()
{
    arv_update_device_list();
    std::vector<Found> found;
    for (unsigned int i = 0; i < arv_get_n_devices(); ++i) {
        Found each {arv_get_device_id(i), {}};
        for (const char *name : {arv_get_device_id(i), arv_get_device_physical_id(i),
                                 arv_get_device_serial_nbr(i), arv_get_device_address(i)})
            each.names << QString::fromUtf8(name);
        found.push_back(each);
    }
    return found;
}

QString list(const std::vector<Found> &found)
{
    QStringList ids;
    for (const Found &each : found)
        ids << QString::fromUtf8(each.id);
    return ids.join(QStringLiteral(", "));
}

QString whatToLookFor()
{
    return AravisCamera::tr(
        "Look whether it has power and is connected; docs/hardware.md says what "
        "it needs besides.");
}

//! Throws a CameraFault when there is no such camera, or there are several.
QByteArray choose(const QString &id)
{
    std::vector<Found> found = camerasHere();
    if (!id.isEmpty()) {
        const auto wanted = std::find_if(found.begin(), found.end(), [&id](const Found &each) {
            return each.names.contains(id);
        });
        if (wanted != found.end())
            return wanted->id;
        throw CameraFault(
            {.what = AravisCamera::tr("There is no camera \u201c%1\u201d.").arg(id),
             .remedy = found.empty()
                           ? whatToLookFor()
                           : AravisCamera::tr("Look whether it has power and is connected, or name "
                                              "one of these in the configuration: %1.")
                                 .arg(list(found))});
    }
    if (found.size() == 1)
        return found.front().id;
    if (found.empty()) {
        throw CameraFault(
            {.what = AravisCamera::tr("There is no GigE Vision or USB3 Vision camera."),
             .remedy = whatToLookFor()});
    }
    throw CameraFault(
        {.what = AravisCamera::tr("There are %1 cameras, and none is named.").arg(found.size()),
         .remedy = AravisCamera::tr("Name one of these as \u201cid\u201d in the configuration: %1.")
                       .arg(list(found))});
}

//! Returns decibels where the camera itself says so.
Unit gainUnit(ArvCamera *camera)
{
    ArvGcNode *node = arv_device_get_feature(arv_camera_get_device(camera), "Gain");
    if (!ARV_IS_GC_FLOAT(node))
        return Unit::None;
    const char *unit = arv_gc_float_get_unit(ARV_GC_FLOAT(node));
    return unit && qstricmp(unit, "dB") == 0 ? Unit::Decibel : Unit::None;
}

} // namespace

void AravisCameraOptions::check() const
{
    if (packetSize < smallestPacket || packetSize > largestPacket) {
        throw ThingError(
            QStringLiteral("The option packet_size is %1; it must be from %2 to %3 bytes.")
                .arg(packetSize)
                .arg(smallestPacket)
                .arg(largestPacket));
    }
}

AravisCamera::AravisCamera(const AravisCameraOptions &options, std::chrono::milliseconds pause)
    : m_options(options)
    , m_searchPause(pause)
    , m_deviceId(this, &AravisCamera::deviceIdChanged)
    , m_missingPackets(this, &AravisCamera::missingPacketsChanged, 0)
    , m_incompleteFrames(this, &AravisCamera::incompleteFramesChanged, 0)
{
    options.check();
    describeThing(tr("A GigE Vision or USB3 Vision camera."), tr("Camera"));
    describe("deviceId", tr("The id of the camera that is connected, or was last."));
    describe("missingPackets",
             tr("How many packets of a GigE camera were lost on the way, at most."));
    describe("incompleteFrames",
             tr("How many frames were left out because parts of them were lost."));
    // Until the camera tells its own limits.
    setAbilities({.exposure = CameraAbilities::Exposure {.shortest = 1us,
                                                         .longest = std::chrono::microseconds(
                                                             std::numeric_limits<int>::max()),
                                                         .first = 1us},
                  .gain = CameraAbilities::Gain {.lowest = -1000, .highest = 100'000, .first = 0},
                  .retry = m_searchPause});
}

AravisCamera::~AravisCamera()
{
    finish();
    disconnectDevice();
}

void AravisCamera::discover()
{
    try {
        openCamera();
        declareAbilities();
        declareFeatures();
        m_areFeaturesKnown = true;
    } catch (const CameraFault &fault) {
        m_discoveryFault = fault.fault(); // connectDevice() reports it
    } catch (const ThingError &error) {
        logWarning(
            QStringLiteral("The camera's settings could not be read: %1").arg(error.message()));
    }
}

void AravisCamera::openCamera()
{
    const QByteArray id = choose(m_options.id);
    GlibError error;
    m_camera.reset(arv_camera_new(id.constData(), error.out()));
    if (!m_camera) {
        throw CameraFault(
            {.what = tr("The camera \u201c%1\u201d cannot be opened.").arg(QString::fromUtf8(id)),
             .remedy =
                 tr("Look whether another program uses it. A USB camera needs the permission of "
                    "docs/hardware.md."),
             .details = error.text()});
    }
    ArvDevice *device = arv_camera_get_device(m_camera.get());
    if (ARV_IS_GV_DEVICE(device) && !arv_gv_device_is_controller(ARV_GV_DEVICE(device))) {
        m_camera.reset();
        throw CameraFault({.what = tr("Another program controls the camera \u201c%1\u201d.")
                                       .arg(QString::fromUtf8(id)),
                           .remedy = tr("End that program; it may run on another computer.")});
    }
    g_signal_connect(device, "control-lost", G_CALLBACK(&AravisCamera::controlLost), this);
    m_deviceId = QString::fromUtf8(id);
}

void AravisCamera::controlLost(ArvGvDevice *, AravisCamera *self)
{
    self->lost({.what = tr("The camera \u201c%1\u201d no longer answers.").arg(self->deviceId()),
                .remedy = tr("Look whether it has power and is connected, and no other program has "
                             "taken it over. Holdfast goes on looking for it.")});
}

void AravisCamera::connectDevice()
{
    // discover() has just looked for it.
    if (const auto fault = std::exchange(m_discoveryFault, std::nullopt))
        throw CameraFault(*fault);
    if (!m_camera)
        openCamera();
    ArvCamera *camera = m_camera.get();
    GlibError error;
    if (arv_camera_is_gv_device(camera)) {
        // Without privileges there is no packet socket.
        arv_camera_gv_set_stream_options(camera, ARV_GV_STREAM_OPTION_PACKET_SOCKET_DISABLED);
        arv_camera_gv_set_packet_size(camera, m_options.packetSize, error.out());
        error.throwIfSet();
    }
    arv_camera_set_acquisition_mode(camera, ARV_ACQUISITION_MODE_CONTINUOUS, error.out());
    for (const auto &[property, value] : m_set) {
        try {
            apply(property, value);
        } catch (const ThingError &refused) {
            logWarning(
                QStringLiteral("%1 could not be set again: %2").arg(property, refused.message()));
        }
    }
    if (!m_areFeaturesKnown) {
        logWarning(QStringLiteral(
            "The camera was not there when Holdfast started, so that its own settings "
            "are not shown. Start Holdfast again to see them."));
        m_areFeaturesKnown = true;
    }
}

void AravisCamera::disconnectDevice()
{
    if (m_camera) {
        g_signal_handlers_disconnect_by_data(arv_camera_get_device(m_camera.get()), this);
        m_camera.reset();
    }
}

void AravisCamera::startAcquisition()
{
    ArvCamera *camera = m_camera.get();
    GlibError error;
    m_stream.reset(arv_camera_create_stream(camera, nullptr, nullptr, error.out()));
    error.throwIfSet();
    if (ARV_IS_GV_STREAM(m_stream.get())) {
        g_object_set(m_stream.get(), "socket-buffer", ARV_GV_STREAM_SOCKET_BUFFER_FIXED,
                     "socket-buffer-size", socketBufferSize, nullptr);
    }
    const guint payload = arv_camera_get_payload(camera, error.out());
    error.throwIfSet();
    for (int i = 0; i < bufferCount; ++i)
        arv_stream_push_buffer(m_stream.get(), arv_buffer_new(payload, nullptr));
    m_counted = m_judged = {};
    m_isFirstCount = true;
    m_nextCount = Clock::now() + countInterval;
    arv_camera_start_acquisition(camera, error.out());
    if (error) {
        m_stream.reset();
        error.throwIfSet();
    }
    m_receiver = std::jthread([this](const std::stop_token &stop) { receive(stop); });
}

void AravisCamera::stopAcquisition()
{
    m_receiver = {};                   // asks the thread to end, and waits for it
    if (m_camera && !isDeviceLost()) { // one that is lost would let this wait for its answer
        GlibError error;
        arv_camera_stop_acquisition(m_camera.get(), error.out());
    }
    if (m_stream)
        count();
    m_stream.reset();
    if (std::exchange(m_isFaulty, false) && isConnected())
        clearFault();
}

std::chrono::microseconds
AravisCamera::applyExposure(std::optional<std::chrono::microseconds> asked)
{
    ArvCamera *camera = m_camera.get();
    GlibError error;
    if (asked) {
        if (arv_camera_is_exposure_auto_available(camera, error.out()) && !error)
            arv_camera_set_exposure_time_auto(camera, ARV_AUTO_OFF, error.out());
        arv_camera_set_exposure_time(camera, double(asked->count()), error.out());
        error.throwIfSet();
    }
    const double taken = arv_camera_get_exposure_time(camera, error.out());
    error.throwIfSet();
    return std::chrono::microseconds(std::llround(taken));
}

double AravisCamera::applyGain(std::optional<double> asked)
{
    ArvCamera *camera = m_camera.get();
    GlibError error;
    if (asked) {
        if (arv_camera_is_gain_auto_available(camera, error.out()) && !error)
            arv_camera_set_gain_auto(camera, ARV_AUTO_OFF, error.out());
        arv_camera_set_gain(camera, *asked, error.out());
        error.throwIfSet();
    }
    const double taken = arv_camera_get_gain(camera, error.out());
    error.throwIfSet();
    return taken;
}

void AravisCamera::declareAbilities()
{
    ArvCamera *camera = m_camera.get();
    CameraAbilities able;
    able.retry = m_searchPause;
    GlibError error;
    if (arv_camera_is_exposure_time_available(camera, error.out()) && !error) {
        double least = 0;
        double most = 0;
        arv_camera_get_exposure_time_bounds(camera, &least, &most, error.out());
        error.throwIfSet();
        const auto whole = [](double microseconds) {
            return std::chrono::microseconds(
                int(std::clamp(microseconds, 1.0, double(std::numeric_limits<int>::max()))));
        };
        able.exposure = {.shortest = whole(std::ceil(least)),
                         .longest = whole(std::floor(most)),
                         .first = whole(arv_camera_get_exposure_time(camera, error.out()))};
        error.throwIfSet();
    }
    if (arv_camera_is_gain_available(camera, error.out()) && !error) {
        double least = 0;
        double most = 0;
        arv_camera_get_gain_bounds(camera, &least, &most, error.out());
        error.throwIfSet();
        able.gain = CameraAbilities::Gain {.lowest = least,
                                           .highest = most,
                                           .first = arv_camera_get_gain(camera, error.out()),
                                           .unit = gainUnit(camera)};
        error.throwIfSet();
    }
    setAbilities(able);
}

void AravisCamera::declareFeatures()
{
    declareFrameRate();
    declareRegion();
    for (const GenicamFeature &feature :
         genicamFeatures(arv_camera_get_device(m_camera.get()), featuresOfTheClass())) {
        try {
            addFeature(feature);
        } catch (const DeclarationError &error) {
            logWarning(QStringLiteral("The camera's feature %1 is left out: %2")
                           .arg(QString::fromUtf8(feature.name), error.message()));
        }
    }
}

void AravisCamera::declareFrameRate()
{
    GlibError error;
    if (!arv_camera_is_frame_rate_available(m_camera.get(), error.out()) || error)
        return;
    RuntimeProperty property;
    property.name = s_frameRate;
    property.description = tr("How many pictures a second the camera takes while it runs.");
    // Its limits depend on the exposure and the region: the camera itself refuses what it cannot do.
    property.schema = {{"type", "number"}, {"exclusiveMinimum", 0}};
    property.unitText = QStringLiteral("Hz");
    addSettable(std::move(property));
}

void AravisCamera::declareRegion()
{
    const Json whole {{"type", "integer"}, {"minimum", 0}};
    const Json positive {{"type", "integer"}, {"minimum", 1}};
    RuntimeProperty property;
    property.name = s_region;
    property.description = tr(
        "The part of the sensor that is read, in pixels. Reads back as the camera has taken it.");
    property.schema = {
        {"type", "object"},
        {"properties", {{"x", whole}, {"y", whole}, {"width", positive}, {"height", positive}}},
        {"required", {"x", "y", "width", "height"}},
        {"additionalProperties", false}};
    property.unit = Unit::Pixel;
    addSettable(std::move(property));
}

void AravisCamera::addFeature(const GenicamFeature &feature)
{
    // What the class has itself goes before.
    static const QStringList own = ownNames() << QStringLiteral("device_id")
                                              << QStringLiteral("missing_packets")
                                              << QStringLiteral("incomplete_frames");
    const QString name = own.contains(feature.wireName)
                             ? QStringLiteral("camera_") + feature.wireName
                             : feature.wireName;
    if (feature.kind == GenicamFeature::Kind::Command) {
        addCommand(name, feature);
    } else {
        RuntimeProperty property;
        property.name = name;
        property.title = feature.title;
        property.description = feature.description;
        property.schema = feature.schema;
        property.unitText = feature.unit;
        if (feature.kind == GenicamFeature::Kind::Settable) {
            addSettable(std::move(property));
        } else {
            property.read = [this, name] { return onCamera([&] { return currentValue(name); }); };
            addProperty(std::move(property));
        }
    }
    m_features.emplace_back(name, feature.name);
}

void AravisCamera::addCommand(const QString &name, const GenicamFeature &feature)
{
    RuntimeAction action;
    action.name = name;
    action.title = feature.title;
    action.description = feature.description;
    action.run = [this, command = feature.name](const Json &, const QList<Blob> &) {
        withDevice([&] { runFeature(arv_camera_get_device(m_camera.get()), command); });
        return Payload();
    };
    addAction(std::move(action));
}

void AravisCamera::addSettable(RuntimeProperty property)
{
    const QString name = property.name;
    property.observable = true;
    property.read = [this, name] { return onCamera([&] { return currentValue(name); }); };
    property.write = [this, name](const Json &value) { setOnCamera(name, value); };
    addProperty(std::move(property));
}

Json AravisCamera::onCamera(const std::function<Json()> &read) const
{
    Json value;
    withDevice([&] { value = read(); });
    return value;
}

void AravisCamera::setOnCamera(const QString &property, const Json &value)
{
    bool stops = false;
    Json taken;
    const auto set = [&] {
        apply(property, value);
        taken = currentValue(property);
        std::erase_if(m_set, [&property](const auto &each) { return each.first == property; });
        m_set.emplace_back(property, value);
        // Another setting may limit or determine these.
        if (abilities().exposure)
            exposureIs(applyExposure({}));
        if (abilities().gain)
            gainIs(applyGain({}));
    };
    withDevice([&] {
        stops = m_stream && needsStop(property);
        if (!stops)
            set();
    });
    if (stops)
        withStoppedDevice(set);
    changed(property, taken);
}

bool AravisCamera::needsStop(const QString &property) const
{
    if (property == s_region)
        return true;
    for (const auto &[name, feature] : m_features) {
        if (name == property) {
            return changesFrames(feature)
                   || isFeatureLocked(arv_camera_get_device(m_camera.get()), feature);
        }
    }
    return false;
}

void AravisCamera::apply(const QString &property, const Json &value)
{
    ArvCamera *camera = m_camera.get();
    GlibError error;
    if (property == s_frameRate) {
        arv_camera_set_frame_rate(camera, value.get<double>(), error.out());
    } else if (property == s_region) {
        arv_camera_set_region(camera, value.at("x").get<int>(), value.at("y").get<int>(),
                              value.at("width").get<int>(), value.at("height").get<int>(),
                              error.out());
    } else {
        for (const auto &[name, feature] : m_features) {
            if (name == property)
                writeFeature(arv_camera_get_device(camera), feature, value);
        }
    }
    error.throwIfSet();
}

Json AravisCamera::currentValue(const QString &property) const
{
    ArvCamera *camera = m_camera.get();
    GlibError error;
    Json value;
    if (property == s_frameRate) {
        value = arv_camera_get_frame_rate(camera, error.out());
    } else if (property == s_region) {
        int x = 0;
        int y = 0;
        int width = 0;
        int height = 0;
        arv_camera_get_region(camera, &x, &y, &width, &height, error.out());
        value = {{"x", x}, {"y", y}, {"width", width}, {"height", height}};
    } else {
        for (const auto &[name, feature] : m_features) {
            if (name == property)
                value = readFeature(arv_camera_get_device(camera), feature);
        }
    }
    error.throwIfSet();
    return value;
}

void AravisCamera::receive(const std::stop_token &stop)
{
    ArvStream *stream = m_stream.get();
    while (!stop.stop_requested()) {
        ArvBuffer *buffer = arv_stream_timeout_pop_buffer(
            stream, guint64(std::chrono::microseconds(popInterval).count()));
        if (buffer) {
            // The latest frame wins.
            while (ArvBuffer *newer = arv_stream_try_pop_buffer(stream)) {
                arv_stream_push_buffer(stream, buffer);
                buffer = newer;
            }
            take(buffer);
            arv_stream_push_buffer(stream, buffer);
        }
        if (Clock::now() >= m_nextCount) {
            m_nextCount = Clock::now() + countInterval;
            count();
        }
    }
}

void AravisCamera::take(ArvBuffer *buffer)
{
    if (arv_buffer_get_status(buffer) != ARV_BUFFER_STATUS_SUCCESS)
        return; // it is counted
    size_t size = 0;
    const auto *data = static_cast<const char *>(arv_buffer_get_data(buffer, &size));
    const quint32 format = arv_buffer_get_image_pixel_format(buffer);
    if (!isKnownPixelFormat(format)) {
        deliverBadFrame(tr("Its pixel format is not supported; set pixel_format to Mono8, RGB8 or "
                           "BayerRG8, for instance."));
        return;
    }
    const QSize image(arv_buffer_get_image_width(buffer), arv_buffer_get_image_height(buffer));
    if (const auto pixels = fromRawFrame({image, format, QByteArrayView(data, qsizetype(size))}))
        deliver(*pixels);
    else
        deliverBadFrame(tr("It has fewer bytes than its size says."));
}

AravisCamera::Counts AravisCamera::counts() const
{
    Counts counts;
    guint64 underruns = 0;
    arv_stream_get_statistics(m_stream.get(), &counts.complete, &counts.incomplete, &underruns);
    if (ARV_IS_GV_STREAM(m_stream.get())) {
        guint64 resent = 0;
        arv_gv_stream_get_statistics(ARV_GV_STREAM(m_stream.get()), &resent,
                                     &counts.missingPackets);
    }
    return counts;
}

void AravisCamera::count()
{
    const Counts now = counts();
    // The buffer gets its size with the first packet, so that a fast sender overruns it once.
    if (std::exchange(m_isFirstCount, false))
        m_counted = m_judged = now;
    if (now.missingPackets != m_counted.missingPackets)
        m_missingPackets.update([&](qint64 &packets) {
            packets += qint64(now.missingPackets - m_counted.missingPackets);
        });
    if (now.incomplete != m_counted.incomplete)
        m_incompleteFrames.update(
            [&](qint64 &frames) { frames += qint64(now.incomplete - m_counted.incomplete); });
    m_counted = now;
    judge();
}

void AravisCamera::judge()
{
    const guint64 incomplete = m_counted.incomplete - m_judged.incomplete;
    const guint64 complete = m_counted.complete - m_judged.complete;
    if (complete + incomplete < judgementFrames || !isConnected())
        return;
    m_judged = m_counted;
    if (incomplete > complete) {
        m_isFaulty = true;
        reportFault({.what = tr("Most pictures of the camera arrive incomplete."),
                     .remedy = tr("Use a network of its own, a lower frame_rate or another "
                                  "packet_size; docs/hardware.md says more.")});
    } else if (std::exchange(m_isFaulty, false)) {
        clearFault();
    }
}

} // namespace Holdfast
