// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/camera.h"

#include "core/base/workerthread.h"
#include "core/thing/error.h"
#include "core/thing/validation/dataschema.h"

#include <QMetaMethod>
#include <QMetaProperty>
#include <QScopeGuard>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace Holdfast {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int streamQuality = 85;
//! For so long the device goes on after a picture, because the next one often follows at once.
constexpr auto lingering = 1s;
constexpr auto firstAttempt = 3s;

Fault faultOf(const std::exception_ptr &exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const CameraFault &fault) {
        return fault.fault();
    } catch (...) {
        return {.what = Error::fromException(exception).message(),
                .remedy = Camera::tr("Look whether the camera is plugged in and no other program "
                                     "uses it. Holdfast goes on trying.")};
    }
}

} // namespace

//! \brief What a camera's thread, its driver and its callers share.
struct Camera::Private
{
    //! How the camera and its device stand.
    enum class Phase { Closed, Sought, Lost, Connected };

    explicit Private(std::function<WorkerThread::TimePoint()> work)
        : thread(QStringLiteral("camera"), std::move(work))
    {
    }

    CameraAbilities abilities; //!< fixed before the camera is opened

    //! Is held while the device is used. Taken before the other mutexes.
    std::mutex device;
    bool hasDevice = false;              //!< connectDevice() was called; guarded by `device`
    std::atomic<bool> isStarted {false}; //!< the device delivers frames; changed under `device`
    std::optional<std::chrono::microseconds> exposure; //!< that was asked for; guarded by `device`
    std::optional<double> gain;                        //!< likewise

    //! Is held while the phase and the Thing's fault change together.
    std::mutex announcing;

    mutable std::mutex mutex; //!< guards what follows
    std::condition_variable changed;
    Phase phase = Phase::Closed;
    Fault loss;
    quint64 losses = 0;
    CameraImage latest;
    Clock::time_point latestSeen {}; //!< its scene
    quint64 arrived = 0;             //!< frames
    bool isFresh = false;            //!< the latest one has not been shown
    int takers = 0;                  //!< callers that wait for a frame
    Clock::time_point lastTaken {};  //!< when the last one of them was served
    QString badFrame;                //!< why the last frame failed; or empty
    quint64 badAfter = 0;            //!< how many frames had arrived by then
    bool streamShown = false;        //!< what streamActive is, or will be in a moment
    bool isAnnouncingStream = false;

    Clock::time_point nextAttempt {}; //!< to connect; known to the camera's thread alone

    WorkerThread thread; //!< the last member: it uses the others

    bool is(Phase which) const
    {
        const std::lock_guard lock(mutex);
        return phase == which;
    }
};

Camera::Camera(const CameraAbilities &abilities)
    : d(std::make_unique<Private>([this] { return work(); }))
    , m_exposureTime(this, &Camera::exposureTimeChanged, 0)
    , m_analogueGain(this, &Camera::analogueGainChanged, 1.0)
    , m_streamActive(this, &Camera::streamActiveChanged, false)
    , m_connected(this, &Camera::connectedChanged, false)
    , m_stream(this, QStringLiteral("mjpeg_stream"))
{
    setAbilities(abilities);
    describe("streamActive",
             tr("Whether live frames are being made: while the stream has viewers."));
    describe("connected", tr("Whether the camera can be used: it is there, and answers."));
    m_stream.addOtherName(QStringLiteral("lores_mjpeg_stream"));
    declarePictures();
    connect(
        &m_stream, &FrameStream::watchedChanged, this, [this] { d->thread.wake(); },
        Qt::DirectConnection);
}

Camera::~Camera()
{
    finish();
}

void Camera::setAbilities(const CameraAbilities &abilities)
{
    d->abilities = abilities;
    if (const auto &exposure = abilities.exposure) {
        m_exposureTime = int(exposure->first.count());
        describe("exposureTime",
                 tr("How long the sensor collects light. Reads back as the nearest time that the "
                    "sensor can make."))
            .unit(Unit::Microsecond)
            .range({double(exposure->shortest.count()), double(exposure->longest.count())})
            .setting();
        describe("fullAutoCalibrate",
                 tr("Chooses the exposure with which the brightest parts of the picture are just "
                    "below white."));
    } else {
        describe("exposureTime", {}).absent();
        describe("fullAutoCalibrate", {}).absent();
    }
    if (const auto &gain = abilities.gain) {
        m_analogueGain = gain->first;
        describe("analogueGain",
                 tr("How much the sensor amplifies. Reads back as the nearest gain that the sensor "
                    "can make."))
            .unit(gain->unit)
            .range({gain->lowest, gain->highest})
            .setting();
    } else {
        describe("analogueGain", {}).absent();
    }
}

QStringList Camera::ownNames()
{
    const QMetaObject &camera = staticMetaObject;
    QStringList names {QStringLiteral("mjpeg_stream"), QStringLiteral("lores_mjpeg_stream"),
                       QStringLiteral("snapshot")};
    for (int i = Thing::staticMetaObject.propertyCount(); i < camera.propertyCount(); ++i)
        names << toSnakeCase(QString::fromLatin1(camera.property(i).name()));
    for (int i = Thing::staticMetaObject.methodCount(); i < camera.methodCount(); ++i) {
        if (camera.method(i).methodType() == QMetaMethod::Method)
            names << toSnakeCase(QString::fromLatin1(camera.method(i).name()));
    }
    return names;
}

const CameraAbilities &Camera::abilities() const
{
    return d->abilities;
}

void Camera::setExposureTime(int microseconds)
{
    const auto hold = holdGlobalLock();
    const std::chrono::microseconds asked(microseconds);
    useDevice([&](bool isConnected) {
        m_exposureTime = isConnected ? int(applyExposure(asked).count()) : microseconds;
        d->exposure = asked;
    });
}

void Camera::setAnalogueGain(double gain)
{
    const auto hold = holdGlobalLock();
    useDevice([&](bool isConnected) {
        m_analogueGain = isConnected ? applyGain(gain) : gain;
        d->gain = gain;
    });
}

void Camera::useDevice(const std::function<void(bool isConnected)> &function)
{
    const auto isOpen = [this] {
        if (d->is(Private::Phase::Closed))
            return false;
        throwIfLost();
        return true;
    };
    isOpen(); // Where the device is lost, an attempt to connect it may keep it for seconds.
    const std::lock_guard use(d->device);
    function(isOpen());
}

QByteArray Camera::liveJpeg()
{
    return encoded(picture(), ImageFormat::Jpeg, streamQuality);
}

//! An automatic of the device may have changed them.
void Camera::readSettings()
{
    try {
        withDevice([this] {
            if (d->abilities.exposure)
                exposureIs(applyExposure({}));
            if (d->abilities.gain)
                gainIs(applyGain({}));
        });
    } catch (const ThingError &error) {
        logWarning(
            QStringLiteral("The camera does not tell its settings: %1").arg(error.message()));
    }
}

CameraImage Camera::picture()
{
    throwIfLost();
    return takePicture();
}

Json Camera::state() const
{
    Json state = Json::object();
    if (d->abilities.exposure)
        state["exposure_time"] = exposureTime();
    if (d->abilities.gain)
        state["analogue_gain"] = analogueGain();
    return state;
}

void Camera::open()
{
    {
        const std::lock_guard lock(d->mutex);
        d->phase = Private::Phase::Sought;
        d->loss = {.what = tr("The camera is still being looked for.")};
    }
    d->thread.wake();
    d->thread.waitForDone(QDeadlineTimer(firstAttempt));
}

void Camera::close()
{
    finish();
}

void Camera::finish()
{
    {
        const std::lock_guard lock(d->mutex);
        d->phase = Private::Phase::Closed;
        d->loss = {.what = tr("The camera has been closed.")};
    }
    d->changed.notify_all();
    interruptDevice();
    d->thread.end();
    {
        const std::lock_guard use(d->device);
        tearDown();
    }
    if (isConnected())
        m_connected = false;
    announceStream();
}

std::chrono::microseconds Camera::applyExposure(std::optional<std::chrono::microseconds> asked)
{
    return asked.value_or(std::chrono::microseconds(exposureTime()));
}

double Camera::applyGain(std::optional<double> asked)
{
    return asked.value_or(analogueGain());
}

CameraImage Camera::takePicture()
{
    return nextFrame();
}

CameraImage Camera::nextFrame(std::chrono::milliseconds timeout)
{
    const auto deadline = Clock::now() + timeout + std::chrono::microseconds(2LL * exposureTime());
    std::optional<CancelHook> hook;
    if (WorkContext *work = WorkContext::current()) {
        hook.emplace(*work, [this] {
            const std::lock_guard lock(d->mutex);
            d->changed.notify_all();
        });
    }
    std::unique_lock lock(d->mutex);
    // The next frame of a running device was perhaps begun before this call.
    const quint64 wanted = d->arrived + (d->isStarted ? 2 : 1);
    ++d->takers;
    const auto leave = qScopeGuard([this, &lock] {
        --d->takers;
        d->lastTaken = Clock::now();
        lock.unlock();
        d->thread.wake();
    });
    d->thread.wake();
    while (d->arrived < wanted) {
        if (d->phase != Private::Phase::Connected)
            throw CameraFault(d->loss);
        throwIfCancelled();
        if (Clock::now() >= deadline) {
            throw ThingError(
                QStringLiteral("NoFrameError"),
                d->badFrame.isEmpty()
                    ? tr("The camera has delivered no picture in time.")
                    : tr("The camera has delivered no picture in time: %1").arg(d->badFrame));
        }
        d->changed.wait_until(lock, deadline);
    }
    return d->latest;
}

void Camera::deliver(const CameraImage &image, std::chrono::steady_clock::time_point seen)
{
    {
        const std::lock_guard lock(d->mutex);
        if (d->phase != Private::Phase::Connected && d->phase != Private::Phase::Sought)
            return;
        d->latest = image;
        d->latestSeen = seen;
        ++d->arrived;
        d->isFresh = true;
    }
    d->changed.notify_all();
    d->thread.wake();
}

void Camera::deliverBadFrame(const QString &problem)
{
    {
        const std::lock_guard lock(d->mutex);
        if (d->phase != Private::Phase::Connected)
            return;
        d->badAfter = d->arrived;
        if (std::exchange(d->badFrame, problem) == problem)
            return; // frames come many times a second
    }
    logError(QStringLiteral("A live frame is missing: %1").arg(problem));
}

void Camera::noteGoodFrame(quint64 number)
{
    {
        const std::lock_guard lock(d->mutex);
        if (number <= d->badAfter || d->badFrame.isEmpty())
            return;
        d->badFrame.clear();
    }
    logInfo(QStringLiteral("Live frames are arriving again."));
}

void Camera::lost(const Fault &fault)
{
    {
        const std::lock_guard announcement(d->announcing);
        {
            const std::lock_guard lock(d->mutex);
            if (d->phase == Private::Phase::Closed)
                return;
            d->phase = Private::Phase::Lost;
            d->loss = fault;
            ++d->losses;
            d->isFresh = false;
        }
        // Listeners take the fault for a sign to look at the property.
        if (isConnected())
            m_connected = false;
        reportFault(fault);
    }
    d->changed.notify_all();
    d->thread.wake();
}

bool Camera::isDeviceLost() const
{
    return d->is(Private::Phase::Lost);
}

void Camera::throwIfLost() const
{
    const std::lock_guard lock(d->mutex);
    if (d->phase != Private::Phase::Connected)
        throw CameraFault(d->loss);
}

void Camera::connectNow()
{
    {
        const std::lock_guard use(d->device);
        tryConnecting();
    }
    announceStream();
    d->thread.wake();
}

void Camera::withDevice(const std::function<void()> &function) const
{
    const std::lock_guard use(d->device);
    throwIfLost();
    function();
}

void Camera::withStoppedDevice(const std::function<void()> &function)
{
    // The camera's thread starts the device again, as it does for a new viewer.
    const auto restart = qScopeGuard([this] { d->thread.wake(); });
    const std::lock_guard use(d->device);
    throwIfLost();
    stopDevice();
    function();
}

void Camera::exposureIs(std::chrono::microseconds exposure)
{
    if (exposureTime() != exposure.count())
        m_exposureTime = int(exposure.count());
}

void Camera::gainIs(double gain)
{
    if (analogueGain() != gain)
        m_analogueGain = gain;
}

bool Camera::isWanted() const
{
    if (m_stream.isWatched())
        return true;
    const std::lock_guard lock(d->mutex);
    return d->takers > 0;
}

std::chrono::steady_clock::time_point Camera::work()
{
    using Phase = Private::Phase;
    const auto isSought = [this] { return d->is(Phase::Sought) || d->is(Phase::Lost); };
    if (isSought() && (d->is(Phase::Sought) || Clock::now() >= d->nextAttempt)) {
        const std::lock_guard use(d->device);
        tryConnecting();
        d->nextAttempt = Clock::now() + d->abilities.retry;
    }
    followDemand();
    announceStream();
    showLatest();
    if (isSought())
        return std::max(d->nextAttempt, Clock::now());
    if (!d->isStarted || isWanted())
        return WorkerThread::never;
    const std::lock_guard lock(d->mutex);
    return d->lastTaken + lingering;
}

void Camera::followDemand()
{
    const std::lock_guard use(d->device);
    if (!d->is(Private::Phase::Connected)) {
        if (d->hasDevice)
            d->nextAttempt = Clock::now() + d->abilities.retry;
        tearDown();
    } else if (isWanted()) {
        if (d->isStarted)
            return;
        try {
            // Before it starts, because the first frame may come before the call returns.
            d->isStarted = true;
            startAcquisition();
        } catch (...) {
            lost(faultOf(std::current_exception()));
            d->nextAttempt = Clock::now() + d->abilities.retry;
            tearDown();
        }
    } else if (d->isStarted) {
        Clock::time_point lastTaken;
        {
            const std::lock_guard lock(d->mutex);
            lastTaken = d->lastTaken;
        }
        if (Clock::now() >= lastTaken + lingering)
            stopDevice();
    }
}

// Requires the mutex `device`.
void Camera::tryConnecting()
{
    quint64 losses = 0;
    {
        const std::lock_guard lock(d->mutex);
        if (d->phase != Private::Phase::Sought && d->phase != Private::Phase::Lost)
            return;
        losses = d->losses;
    }
    tearDown();
    try {
        d->hasDevice = true;
        connectDevice();
        if (d->abilities.exposure)
            m_exposureTime = int(applyExposure(d->exposure).count());
        if (d->abilities.gain)
            m_analogueGain = applyGain(d->gain);
        // Before the fault is over: a device that can be opened, but does not run, is still lost.
        if (isWanted()) {
            d->isStarted = true;
            startAcquisition();
        }
    } catch (...) {
        tearDown();
        lost(faultOf(std::current_exception()));
        return;
    }
    const std::lock_guard announcement(d->announcing);
    // Another thread may have reported that it is lost again, or have closed the camera.
    const auto isCurrent = [this, losses] {
        return d->losses == losses && d->phase != Private::Phase::Closed;
    };
    {
        const std::lock_guard lock(d->mutex);
        if (!isCurrent())
            return;
    }
    // A driver that sees the camera connected may report other faults, so this one is over by then.
    clearFault();
    {
        const std::lock_guard lock(d->mutex);
        if (!isCurrent())
            return;
        d->phase = Private::Phase::Connected;
    }
    m_connected = true;
}

// Requires the mutex `device`.
void Camera::stopDevice()
{
    if (d->isStarted)
        stopAcquisition();
    d->isStarted = false;
}

// Requires the mutex `device`.
void Camera::tearDown()
{
    stopDevice();
    if (d->hasDevice)
        disconnectDevice();
    d->hasDevice = false;
}

void Camera::announceStream()
{
    std::unique_lock lock(d->mutex);
    if (d->isAnnouncingStream)
        return; // that thread will see the change
    d->isAnnouncingStream = true;
    for (;;) {
        const bool isActive =
            d->phase == Private::Phase::Connected && d->isStarted && m_stream.isWatched();
        if (isActive == d->streamShown)
            break;
        d->streamShown = isActive;
        lock.unlock();
        m_streamActive = isActive;
        lock.lock();
    }
    d->isAnnouncingStream = false;
}

void Camera::showLatest()
{
    CameraImage image;
    quint64 number = 0;
    Clock::time_point seen;
    {
        const std::lock_guard lock(d->mutex);
        if (!std::exchange(d->isFresh, false) || d->phase != Private::Phase::Connected)
            return;
        image = d->latest;
        number = d->arrived;
        seen = d->latestSeen;
    }
    if (!m_stream.isWatched())
        return;
    try {
        m_stream.publish(encoded(image, ImageFormat::Jpeg, streamQuality), seen);
        ++m_liveFrames;
        noteGoodFrame(number);
    } catch (...) {
        deliverBadFrame(Error::fromException(std::current_exception()).message());
    }
}

} // namespace Holdfast
