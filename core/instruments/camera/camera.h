// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/cameraimage.h"
#include "core/instruments/camera/imageformat.h"
#include "core/thing/blob.h"
#include "core/thing/fault.h"
#include "core/thing/framestream.h"
#include "core/thing/thing.h"
#include "core/thing/value.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Holdfast {

//! \brief The parameters of a capture.
struct CaptureRequest
{
    Q_GADGET
    Q_PROPERTY(QString captureMode MEMBER captureMode)
    Q_PROPERTY(Holdfast::ImageFormat imageFormat MEMBER imageFormat)
    Q_PROPERTY(bool retainImage MEMBER retainImage)
public:
    //! "standard", or "quick" for a live frame.
    QString captureMode = QStringLiteral("standard");
    //! The kind of file.
    ImageFormat imageFormat = ImageFormat::Jpeg;
    //! Whether the file is kept in the camera's folder for data. Then it is the picture, and is gone when it is removed.
    bool retainImage = true;
};

//! \brief The parameters of a live picture.
struct GrabRequest
{
    Q_GADGET
    Q_PROPERTY(StreamName streamName MEMBER streamName)
public:
    //! The streams that OpenFlexure's programs know. A camera has one, with both names.
    enum StreamName { Main, Lores };
    Q_ENUM(StreamName)

    //! The stream whose picture it is.
    StreamName streamName = Main;
};

//! \brief The parameters of a picture whose values are returned.
struct ArrayRequest
{
    Q_GADGET
    Q_PROPERTY(QString captureMode MEMBER captureMode)
    Q_PROPERTY(bool raw MEMBER raw)
public:
    //! As that of a capture.
    QString captureMode = QStringLiteral("standard");
    //! Whether the values are those of the sensor itself, which no camera gives yet.
    bool raw = false;
};

//! \brief The settings that a camera has. A camera without one of them does not show its property.
struct CameraAbilities
{
    //! \brief The exposure times that the sensor can be set to.
    struct Exposure
    {
        std::chrono::microseconds shortest; //!< at least 1
        std::chrono::microseconds longest;  //!< at most some 35 minutes
        std::chrono::microseconds first;    //!< until one is set
    };
    //! \brief The gains that the sensor can be set to, in decibels, as factors, or in numbers of its own.
    struct Gain
    {
        double lowest;          //!< the least one
        double highest;         //!< the greatest one
        double first;           //!< until one is set
        Unit unit = Unit::None; //!< of all three; Unit::None for a factor
    };

    std::optional<Exposure> exposure {}; //!< empty: the exposure cannot be set
    std::optional<Gain> gain {};         //!< empty: the gain cannot be set
    //! How long to wait before the next attempt to connect a device that has been lost.
    std::chrono::milliseconds retry {2000};
};

//! \brief A fault of a camera's device, as an exception: also the error ("DeviceLostError") of the requests
//! that cannot be carried out meanwhile.
class CameraFault : public ThingError
{
public:
    //! Makes the exception.
    explicit CameraFault(const Fault &fault)
        : ThingError(QStringLiteral("DeviceLostError"), fault.what)
        , m_fault(fault)
    {
    }
    //! Returns the fault.
    const Fault &fault() const { return m_fault; }

private:
    Fault m_fault;
};

//! \brief A camera: live pictures for any number of viewers, pictures as files, exposure and gain.
//!
//! This class does what all cameras have in common: it counts the viewers, lets the device run only while
//! there are some or a picture is being taken, shows the latest frame, encodes it, keeps the settings, and
//! connects a device again that was lost. A driver derives from it and implements connectDevice(),
//! disconnectDevice(), startAcquisition() and stopAcquisition(); it delivers its frames with deliver() and
//! its troubles with deliverBadFrame() and lost(). Its destructor calls finish() first.
//!
//! The device is used by one thread at a time: connecting, starting and so on happen in a thread of the
//! camera's own, where they may block for some seconds; settings in a worker. So a driver needs no lock of its own
//! for these. withDevice() gives its other functions the same protection.
class Camera : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int exposureTime READ exposureTime WRITE setExposureTime NOTIFY exposureTimeChanged)
    Q_PROPERTY(
        double analogueGain READ analogueGain WRITE setAnalogueGain NOTIFY analogueGainChanged)
    Q_PROPERTY(bool streamActive READ isStreamActive NOTIFY streamActiveChanged)
    Q_PROPERTY(bool connected READ isConnected NOTIFY connectedChanged)
    Q_PROPERTY(double micrometresPerPixel READ micrometresPerPixel WRITE setMicrometresPerPixel
                   NOTIFY micrometresPerPixelChanged)
    Q_PROPERTY(Holdfast::Json captureModes READ captureModes CONSTANT)
    Q_PROPERTY(Holdfast::Json streamingModes READ streamingModes CONSTANT)
    Q_PROPERTY(QString streamingMode READ streamingMode NOTIFY streamingModeChanged)
    Q_PROPERTY(
        double settlingTime READ settlingTime WRITE setSettlingTime NOTIFY settlingTimeChanged)
    Q_PROPERTY(int downsampledArrayFactor READ downsampledArrayFactor WRITE
                   setDownsampledArrayFactor NOTIFY downsampledArrayFactorChanged)
    Q_PROPERTY(bool calibrationRequired READ isCalibrationRequired CONSTANT)
    Q_PROPERTY(bool canCalibrate READ canCalibrate CONSTANT)
    Q_PROPERTY(Holdfast::Json primaryCalibrationActions READ primaryCalibrationActions CONSTANT)
    Q_PROPERTY(Holdfast::Json secondaryCalibrationActions READ secondaryCalibrationActions CONSTANT)
    Q_PROPERTY(Holdfast::Json manualCameraSettings READ manualCameraSettings CONSTANT)
public:
    ~Camera() override;

    //! Returns the abilities that the driver has declared.
    const CameraAbilities &abilities() const;

    //! Returns the exposure in microseconds, as the device has taken it.
    int exposureTime() const { return m_exposureTime; }
    //! Sets the exposure. Before the device is connected for the first time, the value is kept for it. Throws a
    //! ThingError ("DeviceLostError") while the device is lost.
    void setExposureTime(int microseconds);

    //! Returns the gain as the device has taken it.
    double analogueGain() const { return m_analogueGain; }
    //! Sets the gain, as setExposureTime() does the exposure.
    void setAnalogueGain(double gain);

    //! Returns whether the device can be used. It may have a fault all the same, such as pictures that arrive
    //! incomplete.
    bool isConnected() const { return m_connected; }
    //! Returns whether live frames are being made: while the stream has viewers, and the device is there.
    bool isStreamActive() const { return m_streamActive; }
    //! Returns how many live frames were shown so far.
    quint64 liveFrames() const { return m_liveFrames; }
    //! Returns the live pictures.
    FrameStream &stream() { return m_stream; }

    //! Takes a picture in the best quality: a JPEG of quality 95 that keeps all of the colours, a PNG, or an
    //! OME-TIFF. A JPEG or TIFF has the states of all Things and the time as EXIF, see withExif(); a JPEG or PNG has the states as
    //! the text "thing_states" as well.
    Q_INVOKABLE Holdfast::Blob capture(const Holdfast::CaptureRequest &request);
    //! Takes a picture in the quality of the live stream. Needs no lock, because it changes nothing.
    Q_INVOKABLE Holdfast::Blob grabJpeg(const Holdfast::GrabRequest &request);
    //! Returns the size of such a picture in bytes.
    Q_INVOKABLE int grabJpegSize(const Holdfast::GrabRequest &request);

    //! Takes a picture and returns its values: [row][column][red, green, blue]. Throws a ThingError when there are
    //! too many.
    Q_INVOKABLE Holdfast::Json captureAsArray(const Holdfast::ArrayRequest &request);
    //! Does the same with a picture that is smaller by downsampledArrayFactor().
    Q_INVOKABLE Holdfast::Json captureDownsampledArray();
    //! Waits for the settling time, and then for a new frame.
    Q_INVOKABLE void settle();
    //! Waits for a frame that was begun after the call.
    Q_INVOKABLE void discardFrames();
    //! Chooses one of the streaming modes. Throws a ThingError when there is no such mode.
    Q_INVOKABLE void changeStreamingMode(const QString &mode);
    //! Chooses the exposure with which the brightest parts of the picture are just below white. Absent where the
    //! exposure cannot be set.
    Q_INVOKABLE void fullAutoCalibrate();

    //! Returns how many micrometres of the sample a pixel covers; 0: not known.
    double micrometresPerPixel() const { return m_micrometresPerPixel; }
    //! Sets it.
    void setMicrometresPerPixel(double micrometres);
    //! Returns how many seconds settle() waits.
    double settlingTime() const { return m_settlingTime; }
    //! Sets it.
    void setSettlingTime(double seconds);
    //! Returns how many pixels in a row become one in a downsampled array.
    int downsampledArrayFactor() const { return m_downsampledArrayFactor; }
    //! Sets it.
    void setDownsampledArrayFactor(int factor);
    //! Returns the name of the streaming mode.
    QString streamingMode() const { return m_streamingMode; }

    //! \name What OpenFlexure's web app asks a camera, in its form.
    //! @{
    Json captureModes() const;                           //!< by name: how a picture is taken
    Json streamingModes() const;                         //!< by name: how the stream is made
    bool isCalibrationRequired() const { return false; } //!< whether it is of no use before
    bool canCalibrate() const;                           //!< whether an action does that
    Json primaryCalibrationActions() const;              //!< buttons that are shown first
    Json secondaryCalibrationActions() const;            //!< buttons that are shown on demand
    Json manualCameraSettings() const;                   //!< inputs for the properties
    //! @}

    Json state() const override;
    //! Begins to look for the device, and waits a few seconds at most until it is connected. That it is not
    //! there is a fault.
    void open() override;
    void close() override;

Q_SIGNALS:
    //! Is emitted when the exposure has been set or has changed, in the thread that did it.
    void exposureTimeChanged(int microseconds);
    //! Is emitted when the gain has been set or has changed, in the thread that did it.
    void analogueGainChanged(double gain);
    //! Is emitted when live frames begin or end, in the camera's thread.
    void streamActiveChanged(bool active);
    //! Is emitted when the device has been connected or lost.
    void connectedChanged();
    //! Is emitted when the size of a pixel has been set.
    void micrometresPerPixelChanged(double micrometres);
    //! Is emitted when the streaming mode has been set.
    void streamingModeChanged(const QString &mode);
    //! Is emitted when the settling time has been set.
    void settlingTimeChanged(double seconds);
    //! Is emitted when the factor has been set.
    void downsampledArrayFactorChanged(int factor);

protected:
    //! Makes a camera with these settings.
    explicit Camera(const CameraAbilities &abilities = {});

    //! Returns the names on the wire that every camera uses itself, so that a device's own features can have others.
    static QStringList ownNames();

    //! Declares other settings. May be called in the constructor, and in discover().
    void setAbilities(const CameraAbilities &abilities);

    //! Ends the camera's thread, and with it the use of the device. The destructor of a driver must call it
    //! first, because that thread calls its functions. May be called repeatedly.
    void finish();

    //! Opens the device. Throws a CameraFault that says why it cannot be used. It is called at the start, and again and
    //! again after the device was lost; disconnectDevice() is called also after a failure.
    virtual void connectDevice() { }
    //! Closes the device. Must not throw.
    virtual void disconnectDevice() { }
    //! Lets the device deliver frames. Throws a CameraFault.
    virtual void startAcquisition() = 0;
    //! Ends that; a frame that is under way may still be delivered. Must not throw.
    virtual void stopAcquisition() = 0;

    //! Is called at the end, in any thread: a call of the functions above that waits for the device returns soon. Must
    //! not wait or throw.
    virtual void interruptDevice() { }

    //! Sets the exposure of the device to \a asked, if that is not empty, and returns the one that it has then.
    virtual std::chrono::microseconds applyExposure(std::optional<std::chrono::microseconds> asked);
    //! Sets the gain of the device to \a asked, if that is not empty, and returns the one that it has then.
    virtual double applyGain(std::optional<double> asked);

    //! Takes a picture of what is there now, in the best quality. May be called in several threads at once. Unless a
    //! driver does that in its own way, it is nextFrame().
    virtual CameraImage takePicture();
    //! Returns a live frame that the device has begun to expose after the call. Lets it run meanwhile. Throws a
    //! ThingError when no such frame comes within \a timeout, or the device is lost; InvocationCancelled when the
    //! action is cancelled.
    CameraImage nextFrame(std::chrono::milliseconds timeout = std::chrono::seconds {5});

    //! Passes on a frame, whose scene was \a seen then. May be called in any thread, and only copies it. Frames that
    //! come faster than they can be encoded are skipped.
    void deliver(const CameraImage &image,
                 std::chrono::steady_clock::time_point seen = std::chrono::steady_clock::now());
    //! Notes that a frame could not be had. One bad frame is one frame less: the log has the first of several. May be
    //! called in any thread.
    void deliverBadFrame(const QString &problem);
    //! Reports the loss of the device: no more frames come, requests fail, and the camera looks for the device
    //! until connectDevice() succeeds. May be called in any thread, repeatedly, and does not block.
    void lost(const Fault &fault);
    //! Returns whether the device was lost and has not come back. May be called in any thread.
    bool isDeviceLost() const;
    //! Throws a CameraFault when the device is not connected.
    void throwIfLost() const;
    //! Tries to connect a device that is lost, in this thread, instead of waiting for the next attempt.
    void connectNow();

    //! Calls \a function while no other thread uses the device. Throws a CameraFault when it is not connected.
    void withDevice(const std::function<void()> &function) const;
    //! Lets the camera stop the device, calls \a function, and lets it run again if it did: for settings that a device
    //! takes only while it delivers no frames. Throws as withDevice().
    void withStoppedDevice(const std::function<void()> &function);

    //! Takes note that the device itself has changed its exposure. May be called in any thread.
    void exposureIs(std::chrono::microseconds exposure);
    //! Takes note that the device itself has changed its gain. May be called in any thread.
    void gainIs(double gain);

private:
    struct Private;

    std::chrono::steady_clock::time_point work();
    void followDemand();
    void tryConnecting();
    void stopDevice();
    void tearDown();
    void showLatest();
    void noteGoodFrame(quint64 number);
    void useDevice(const std::function<void(bool isConnected)> &function);
    void announceStream();
    bool isWanted() const;
    void declarePictures();
    CameraImage picture();
    CameraImage pictureIn(const QString &mode);
    static CameraImage smallEnough(CameraImage image);
    QByteArray liveJpeg();
    void readSettings();

    std::unique_ptr<Private> d;
    Value<int> m_exposureTime;
    Value<double> m_analogueGain;
    Value<bool> m_streamActive;
    Value<bool> m_connected;
    Value<double> m_micrometresPerPixel {this, &Camera::micrometresPerPixelChanged, 0.0};
    Value<double> m_settlingTime {this, &Camera::settlingTimeChanged, 0.2};
    Value<int> m_downsampledArrayFactor {this, &Camera::downsampledArrayFactorChanged, 2};
    Value<QString> m_streamingMode {this, &Camera::streamingModeChanged, QStringLiteral("default")};
    std::atomic<quint64> m_liveFrames {0};
    FrameStream m_stream;
};

} // namespace Holdfast
