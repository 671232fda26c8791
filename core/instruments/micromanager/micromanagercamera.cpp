// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/micromanagercamera.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace Holdfast {

using namespace std::chrono_literals;

namespace {

const QString s_exposure = QStringLiteral("Exposure");
const QString s_gain = QStringLiteral("Gain");
constexpr auto retry = 1s;
// While a camera takes a single picture, MMCore cannot stop the devices of its adapter: then a stop would end the
// bridge. Longer pictures come from the running camera, which does not keep others waiting.
constexpr auto longestSnap = 300ms;

CameraAbilities abilitiesOf(const DeviceReport &device)
{
    CameraAbilities able;
    able.retry = retry;
    const auto inMicroseconds = [](double milliseconds) {
        // Some 35 minutes are the most that the class allows.
        return std::chrono::microseconds(std::llround(std::clamp(milliseconds * 1000, 1.0, 2e9)));
    };
    CameraAbilities::Exposure exposure {.shortest = 1us,
                                        .longest = inMicroseconds(600'000),
                                        .first = inMicroseconds(device.exposure.value_or(10))};
    if (const auto *property = device.property(s_exposure);
        property && property->minimum && property->maximum
        && *property->minimum < *property->maximum) {
        exposure.shortest = inMicroseconds(*property->minimum);
        exposure.longest = inMicroseconds(*property->maximum);
    }
    able.exposure = exposure;
    const auto *gain = device.property(s_gain);
    if (gain && !gain->isReadOnly && gain->minimum && gain->maximum
        && *gain->minimum < *gain->maximum) {
        able.gain = {
            .lowest = *gain->minimum, .highest = *gain->maximum, .first = gain->value.toDouble()};
    }
    return able;
}

quint16 sixteenBits(const char *pixel)
{
    quint16 value = 0;
    std::memcpy(&value, pixel, sizeof value);
    return value;
}

//! Returns pixels of so many bits with white as 65535.
QByteArray stretched(const QByteArray &pixels, int bits)
{
    if (bits < 1 || bits >= 16)
        return pixels;
    const unsigned white = (1U << unsigned(bits)) - 1;
    QByteArray stretched(pixels.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i + 1 < pixels.size(); i += 2) {
        const unsigned value = std::min<unsigned>(sixteenBits(pixels.constData() + i), white);
        const auto wide = quint16(value * 65535U / white);
        std::memcpy(stretched.data() + i, &wide, sizeof wide);
    }
    return stretched;
}

//! Returns red, green and blue of pixels that are blue, green, red and unused, of so many bytes each.
QByteArray withoutAlpha(const QByteArray &pixels, int bytes)
{
    QByteArray rgb;
    rgb.reserve(pixels.size() / 4 * 3);
    const qsizetype stride = 4 * qsizetype(bytes);
    for (qsizetype i = 0; i + stride <= pixels.size(); i += stride) {
        for (const int channel : {2, 1, 0})
            rgb.append(pixels.constData() + i + qsizetype(channel) * bytes, bytes);
    }
    return rgb;
}

} // namespace

MicroManagerCamera::MicroManagerCamera(const std::shared_ptr<MicroManagerBridge> &bridge,
                                       const DeviceReport &device)
    : Camera(abilitiesOf(device))
    , m_bridge(bridge)
    , m_label(device.label)
    , m_library(device.library)
    , m_properties(
          bridge,
          {.add = [this](const RuntimeProperty &property) { addProperty(property); },
           .changed = [this](const QString &name, const Json &value) { changed(name, value); },
           .warn = [this](const QString &message) { logWarning(message); }},
          ownNames())
{
    describeThing(device.description, device.label);
    QStringList without {s_exposure};
    if (abilities().gain)
        without << s_gain;
    m_properties.addAll(device, without);
    m_subscription =
        bridge->listen(device.label, [this](const Json &event, const QByteArray &picture) {
            handle(event, picture);
        });
}

MicroManagerCamera::~MicroManagerCamera()
{
    finish();
    m_subscription.reset();
}

Json MicroManagerCamera::call(const char *name, const Json &parameters) const
{
    return m_bridge->call({.call = QLatin1String(name),
                           .device = m_label,
                           .parameters = parameters,
                           .library = m_library});
}

void MicroManagerCamera::connectDevice()
{
    if (const auto loss = m_bridge->loss())
        throw CameraFault(*loss);
}

void MicroManagerCamera::startAcquisition()
{
    m_isRunning = true;
    try {
        call("start_stream");
    } catch (const ThingError &error) {
        m_isRunning = false;
        throw CameraFault(
            {.what = tr("The camera \u201c%1\u201d cannot be started.").arg(m_label),
             .remedy = tr("Look whether another camera of Micro-Manager is being watched, "
                          "because one runs at a time. Holdfast goes on trying."),
             .details = error.message()});
    }
}

void MicroManagerCamera::stopAcquisition()
{
    m_isRunning = false;
    try {
        call("stop_stream");
    } catch (const ThingError &error) {
        if (isConnected())
            logWarning(tr("The camera could not be stopped: %1").arg(error.message()));
    }
}

std::chrono::microseconds
MicroManagerCamera::applyExposure(std::optional<std::chrono::microseconds> asked)
{
    const Json taken = asked ? call("set_exposure", {{"value", double(asked->count()) / 1000}})
                             : call("get_exposure");
    return std::chrono::microseconds(std::llround(taken.get<double>() * 1000));
}

double MicroManagerCamera::applyGain(std::optional<double> asked)
{
    Json parameters {{"property", toUtf8String(s_gain)}};
    if (asked)
        parameters["value"] = QString::number(*asked, 'g', 12).toStdString();
    return call(asked ? "set" : "get", parameters).get<QString>().toDouble();
}

CameraImage MicroManagerCamera::takePicture()
{
    const std::chrono::microseconds exposure(exposureTime());
    std::optional<CameraImage> image;
    if (exposure <= longestSnap) {
        withDevice([&] {
            if (m_isRunning)
                return;
            QByteArray pixels;
            const Json format = m_bridge->call(
                {.call = QStringLiteral("snap"),
                 .device = m_label,
                 .parameters = {},
                 .library = m_library,
                 .extra = std::chrono::duration_cast<std::chrono::milliseconds>(exposure)},
                pixels);
            image = toImage(format, pixels);
        });
    }
    return image ? *image : nextFrame();
}

CameraImage MicroManagerCamera::toImage(const Json &format, const QByteArray &pixels)
{
    CameraImage image;
    image.size = {format.at("width").get<int>(), format.at("height").get<int>()};
    const auto type = format.at("pixel_type").get<QString>();
    if (type == u"GRAY8") {
        image.layout = PixelLayout::Grey8;
        image.pixels = pixels;
    } else if (type == u"GRAY16") {
        image.layout = PixelLayout::Grey16;
        image.pixels = stretched(pixels, format.at("bits").get<int>());
    } else if (type == u"RGB32") {
        image.layout = PixelLayout::Rgb8;
        image.pixels = withoutAlpha(pixels, 1);
    } else if (type == u"RGB64") {
        image.layout = PixelLayout::Rgb16;
        image.pixels = withoutAlpha(pixels, 2);
    } else {
        throw ThingError(
            QStringLiteral("MicroManagerError"),
            tr("Pixels of the type %1 cannot be shown: choose another \u201cpixel_type\u201d.")
                .arg(type));
    }
    const qint64 wanted = qint64(image.size.width()) * image.size.height() * image.bytesPerPixel();
    if (image.size.isEmpty() || image.pixels.size() != wanted)
        throw ThingError(QStringLiteral("MicroManagerError"), tr("The picture is incomplete."));
    return image;
}

void MicroManagerCamera::handle(const Json &event, const QByteArray &picture)
{
    const auto name = event.at("event").get<QString>();
    if (name == u"frame") {
        try {
            deliver(toImage(event, picture));
        } catch (const ThingError &error) {
            deliverBadFrame(error.message());
        }
    } else if (name == u"property") {
        m_properties.noteEvent(event);
    } else if (name == u"exposure") {
        exposureIs(std::chrono::microseconds(std::llround(event.at("value").get<double>() * 1000)));
    } else if (name == u"lost") {
        if (const auto loss = m_bridge->loss())
            lost(*loss);
    } else if (name == u"stream_ended" && m_isRunning) {
        const auto problem = event.find("problem");
        lost({.what = tr("The camera \u201c%1\u201d has stopped by itself.").arg(m_label),
              .remedy = tr("Look whether it has power and is connected. Holdfast goes on trying."),
              .details = problem != event.end() && problem->is_string() ? problem->get<QString>()
                                                                        : QString()});
    }
}

} // namespace Holdfast
