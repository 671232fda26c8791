// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/simulatedcamera.h"

#include "core/instruments/camera/sensor.h"
#include "core/instruments/camera/simulatedsample.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/thing/error.h"

namespace Holdfast {

namespace {

const QByteArray statesKey = QByteArrayLiteral("thing_states");
constexpr int captureQuality = 95;
constexpr int streamQuality = 85;
constexpr std::chrono::microseconds firstExposure {500};

std::chrono::nanoseconds frameInterval(const SimulatedCameraOptions &options)
{
    options.check();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double>(1 / options.frameRate));
}

QString cameraLostText()
{
    return SimulatedCamera::tr("The camera has been disconnected.");
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
    : m_stage(this, "stage", ThingSlotBase::Need::Optional)
    , m_exposureTime(this, &SimulatedCamera::exposureTimeChanged,
                     int(Sensor::takenExposure(firstExposure).count()))
    , m_analogueGain(this, &SimulatedCamera::analogueGainChanged, Sensor::lowestGain)
    , m_streamActive(this, &SimulatedCamera::streamActiveChanged, false)
    , m_connected(this, &SimulatedCamera::connectedChanged, true)
    , m_stream(this, QStringLiteral("mjpeg_stream"))
    , m_producer(frameInterval(options), [this] { produceFrame(); })
{
    describeThing(tr("A simulated camera that looks at a synthetic sample."), tr("Camera"));
    describe("exposureTime",
             tr("How long the sensor collects light. Reads back as the nearest time that the "
                "sensor can make."))
        .unit(Unit::Microsecond)
        .range({double(Sensor::shortestExposure.count()), double(Sensor::longestExposure.count())})
        .setting();
    describe("analogueGain",
             tr("How much the sensor amplifies. Reads back as the nearest gain that the sensor "
                "can make."))
        .range({Sensor::lowestGain, Sensor::highestGain})
        .setting();
    describe("streamActive",
             tr("Whether live frames are being made: while the stream has viewers."));
    describe("connected",
             tr("Whether the simulated camera is plugged in. Unplug it to see how a program takes "
                "the loss of a device."))
        .withoutGlobalLock();
    describe(
        "imageToStageDisplacementMatrix",
        tr("What a pixel of the live picture is on the stage: steps along x and y for one pixel "
           "downwards, and for one to the right. Empty without a stage."));
    describe("capture", tr("Takes a picture in the best quality. Its file holds the state of every "
                           "Thing, as a comment."))
        .input("imageFormat", Unit::None, {}, tr("The kind of file."));
    describe("grabJpeg", tr("Takes a picture in the quality of the live stream."))
        .withoutGlobalLock();
    connect(&m_stream, &FrameStream::watchedChanged, this, &SimulatedCamera::followViewers);
}

SimulatedCamera::~SimulatedCamera()
{
    m_producer.finish();
}

void SimulatedCamera::setExposureTime(int microseconds)
{
    const auto hold = holdGlobalLock();
    throwIfLost();
    m_exposureTime = int(Sensor::takenExposure(std::chrono::microseconds(microseconds)).count());
}

void SimulatedCamera::setAnalogueGain(double gain)
{
    const auto hold = holdGlobalLock();
    throwIfLost();
    m_analogueGain = Sensor::takenGain(gain);
}

void SimulatedCamera::setConnected(bool connected)
{
    const std::lock_guard lock(m_switching);
    m_connected = connected;
    if (connected) {
        clearFault();
    } else {
        reportFault({.what = cameraLostText(),
                     .remedy = tr("Plug it in again: set \u201cconnected\u201d to true."),
                     .details = tr("It is simulated, and was unplugged.")});
    }
    follow();
}

QList<QList<double>> SimulatedCamera::imageToStageDisplacementMatrix() const
{
    constexpr double step = 1.0 / SimulatedSample::pixelsPerStep;
    return m_stage ? QList<QList<double>> {{step, 0}, {0, step}} : QList<QList<double>>();
}

Blob SimulatedCamera::capture(const CaptureRequest &request)
{
    const auto hold = holdGlobalLock();
    RgbImage image = picture();
    // Only ASCII, so that a reader need not know the encoding of a file's comments.
    image.texts[statesKey] = QByteArray::fromStdString(thingStates().dump(-1, ' ', true));
    const Blob blob(encoded(image, request.imageFormat, captureQuality),
                    mediaType(request.imageFormat), tr("A picture of the sample"));
    logInfo(QStringLiteral("Took a picture of %1 kB.").arg(blob.data().size() / 1000));
    return blob;
}

Blob SimulatedCamera::grabJpeg()
{
    return Blob(encoded(picture(), ImageFormat::Jpeg, streamQuality), mediaType(ImageFormat::Jpeg),
                tr("A live picture of the sample"));
}

Json SimulatedCamera::state() const
{
    return {{"exposure_time", exposureTime()}, {"analogue_gain", analogueGain()}};
}

void SimulatedCamera::open()
{
    followViewers();
}

void SimulatedCamera::close()
{
    m_producer.finish();
    m_streamActive = false;
}

void SimulatedCamera::throwIfLost() const
{
    // The fault is reported before or after the flag changes, so it would be wrong for a call in between.
    if (!isConnected())
        throw ThingError(QStringLiteral("DeviceLostError"), cameraLostText());
}

RgbImage SimulatedCamera::picture()
{
    throwIfLost();
    return sample().image({.position = m_stage ? m_stage->position() : StagePosition(),
                           .exposure = std::chrono::microseconds(exposureTime()),
                           .gain = analogueGain(),
                           .noiseSeed = m_pictures++});
}

void SimulatedCamera::produceFrame()
{
    try {
        m_stream.publish(encoded(picture(), ImageFormat::Jpeg, streamQuality));
        ++m_liveFrames;
        noteBadFrame({});
    } catch (...) {
        // One bad frame is one frame less: the next one may be good again. The loss of the camera is
        // reported as a fault already, and setConnected() ends the stream.
        if (isConnected())
            noteBadFrame(Error::fromException(std::current_exception()).message());
    }
}

void SimulatedCamera::noteBadFrame(const QString &problem)
{
    if (problem == m_badFrame)
        return; // frames come many times a second
    if (problem.isEmpty())
        logInfo(QStringLiteral("Live frames are arriving again."));
    else
        logError(QStringLiteral("A live frame is missing: %1").arg(problem));
    m_badFrame = problem;
}

void SimulatedCamera::followViewers()
{
    const std::lock_guard lock(m_switching);
    follow();
}

void SimulatedCamera::follow()
{
    // The stream is asked for its current state: notifications of viewers in different threads may arrive
    // in the wrong order.
    const bool watched = m_stream.isWatched() && isConnected();
    m_producer.setRunning(watched);
    m_streamActive = watched;
}

const SimulatedSample &SimulatedCamera::sample()
{
    std::call_once(m_sampleOnce, [this] { m_sample = std::make_unique<const SimulatedSample>(); });
    return *m_sample;
}

} // namespace Holdfast
