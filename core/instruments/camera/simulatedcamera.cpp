// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/simulatedcamera.h"

#include "core/instruments/camera/sensor.h"
#include "core/instruments/camera/simulatedsample.h"
#include "core/instruments/illumination/simulatedillumination.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/thing/error.h"

namespace Holdfast {

namespace {

constexpr std::chrono::microseconds firstExposure {500};

std::chrono::nanoseconds frameInterval(const SimulatedCameraOptions &options)
{
    options.check();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double>(1 / options.frameRate));
}

Fault unplugged()
{
    return {.what = SimulatedCamera::tr("The camera has been disconnected."),
            .remedy = SimulatedCamera::tr("Plug it in again: set \u201cconnected\u201d to true."),
            .details = SimulatedCamera::tr("It is simulated, and was unplugged.")};
}

CameraAbilities sensorAbilities()
{
    return {.exposure = CameraAbilities::Exposure {.shortest = Sensor::shortestExposure,
                                                   .longest = Sensor::longestExposure,
                                                   .first = Sensor::takenExposure(firstExposure)},
            .gain = CameraAbilities::Gain {.lowest = Sensor::lowestGain,
                                           .highest = Sensor::highestGain,
                                           .first = Sensor::lowestGain}};
}

} // namespace

void SimulatedCameraOptions::check() const
{
    if (!(frameRate >= slowest && frameRate <= fastest)) {
        throw ThingError(
            QStringLiteral("The option frame_rate is %1; it must be from %2 to %3 per second.")
                .arg(frameRate)
                .arg(slowest)
                .arg(fastest));
    }
}

SimulatedCamera::SimulatedCamera(const SimulatedCameraOptions &options)
    : Camera(sensorAbilities())
    , m_stage(this, "stage", ThingSlotBase::Need::Optional)
    , m_illumination(this, "illumination", ThingSlotBase::Need::Optional)
    , m_producer(frameInterval(options), [this] { produceFrame(); })
{
    describeThing(tr("A simulated camera that looks at a synthetic sample."), tr("Camera"));
    describe("connected",
             tr("Whether the simulated camera is plugged in. Unplug it to see how a program takes "
                "the loss of a device."))
        .withoutGlobalLock()
        .resetsTo(true);
    describe(
        "imageToStageDisplacementMatrix",
        tr("What a pixel of the live picture is on the stage: steps along x and y for one pixel "
           "downwards, and for one to the right. Empty without a stage."));
}

SimulatedCamera::~SimulatedCamera()
{
    finish();
}

void SimulatedCamera::close()
{
    Camera::close();
    m_producer.finish();
}

void SimulatedCamera::setConnected(bool connected)
{
    const std::lock_guard lock(m_switching);
    m_isPluggedIn = connected;
    const bool was = isConnected();
    if (connected)
        connectNow();
    else
        lost(unplugged());
    if (was == connected)
        Q_EMIT connectedChanged(); // a write that changes nothing notifies as well
}

QList<QList<double>> SimulatedCamera::imageToStageDisplacementMatrix() const
{
    constexpr double step = 1.0 / SimulatedSample::pixelsPerStep;
    return m_stage ? QList<QList<double>> {{0, step}, {-step, 0}} : QList<QList<double>>();
}

void SimulatedCamera::connectDevice()
{
    if (!m_isPluggedIn)
        throw CameraFault(unplugged());
}

void SimulatedCamera::startAcquisition()
{
    m_producer.setRunning(true);
}

void SimulatedCamera::stopAcquisition()
{
    m_producer.setRunning(false);
}

std::chrono::microseconds
SimulatedCamera::applyExposure(std::optional<std::chrono::microseconds> asked)
{
    return Sensor::takenExposure(Camera::applyExposure(asked));
}

double SimulatedCamera::applyGain(std::optional<double> asked)
{
    return Sensor::takenGain(Camera::applyGain(asked));
}

CameraImage SimulatedCamera::takePicture()
{
    return sample().image({.position = m_stage ? m_stage->positionNow() : StagePosition(),
                           .exposure = std::chrono::microseconds(exposureTime()),
                           .gain = analogueGain(),
                           .light = m_illumination ? m_illumination->light() : 1,
                           .noiseSeed = m_pictures++});
}

void SimulatedCamera::produceFrame()
{
    try {
        const auto seen = std::chrono::steady_clock::now();
        deliver(takePicture(), seen);
    } catch (...) {
        deliverBadFrame(Error::fromException(std::current_exception()).message());
    }
}

const SimulatedSample &SimulatedCamera::sample()
{
    std::call_once(m_sampleOnce, [this] { m_sample = std::make_unique<const SimulatedSample>(); });
    return *m_sample;
}

} // namespace Holdfast
