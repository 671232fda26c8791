// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/frameproducer.h"
#include "core/instruments/camera/imageformat.h"
#include "core/instruments/camera/simulatedcameraoptions.h"
#include "core/thing/blob.h"
#include "core/thing/framestream.h"
#include "core/thing/thing.h"
#include "core/thing/thingslot.h"
#include "core/thing/value.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace Holdfast {

class SimulatedSample;
class SimulatedStage;

//! \brief The parameters of a capture.
struct CaptureRequest
{
    Q_GADGET
    Q_PROPERTY(Holdfast::ImageFormat imageFormat MEMBER imageFormat)
public:
    ImageFormat imageFormat = ImageFormat::Jpeg;
};

//! \brief A camera without the hardware: it shows a synthetic sample that moves with the stage, if there
//! is one, and blurs with its z.
//!
//! Live frames are made in a thread of the camera's own, and only while the stream has viewers.
class SimulatedCamera : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int exposureTime READ exposureTime WRITE setExposureTime NOTIFY exposureTimeChanged)
    Q_PROPERTY(
        double analogueGain READ analogueGain WRITE setAnalogueGain NOTIFY analogueGainChanged)
    Q_PROPERTY(bool streamActive READ isStreamActive NOTIFY streamActiveChanged)
    Q_PROPERTY(bool connected READ isConnected WRITE setConnected NOTIFY connectedChanged)
    Q_PROPERTY(QList<QList<double>> imageToStageDisplacementMatrix READ
                   imageToStageDisplacementMatrix CONSTANT)
public:
    //! Throws ThingError when an option is out of range.
    explicit SimulatedCamera(const SimulatedCameraOptions &options = {});
    ~SimulatedCamera() override;

    //! Returns the exposure in microseconds. The sensor exposes for whole lines, so this is the nearest
    //! exposure to the one that was set that it can make (see Sensor).
    int exposureTime() const { return m_exposureTime; }
    void setExposureTime(int microseconds);

    //! Returns the gain as a factor: the nearest one to the one that was set that the sensor can make.
    double analogueGain() const { return m_analogueGain; }
    void setAnalogueGain(double gain);

    //! Returns whether the camera is plugged in. Unplugging the simulation shows how a program handles the
    //! loss of a device: no more live frames come, and pictures fail with a ThingError
    //! ("DeviceLostError").
    bool isConnected() const { return m_connected; }
    void setConnected(bool connected);

    //! Returns the stage steps (x, y) for a pixel downwards, and for one to the right; empty without a
    //! stage.
    QList<QList<double>> imageToStageDisplacementMatrix() const;

    //! Returns whether live frames are being made.
    bool isStreamActive() const { return m_streamActive; }
    //! Returns how many live frames were made so far.
    quint64 liveFrames() const { return m_liveFrames; }
    FrameStream &stream() { return m_stream; }

    //! Takes a picture in the best quality. The file contains the states of all Things as the text
    //! "thing_states".
    Q_INVOKABLE Holdfast::Blob capture(const Holdfast::CaptureRequest &request);
    //! Takes a picture in the quality of the live stream. Needs no lock, because it changes nothing.
    Q_INVOKABLE Holdfast::Blob grabJpeg();

    Json state() const override;
    void open() override;
    void close() override;

Q_SIGNALS:
    void exposureTimeChanged(int microseconds);
    void analogueGainChanged(double gain);
    void streamActiveChanged(bool active);
    void connectedChanged(bool connected);

protected:
    //! Returns what the sensor sees now. Throws when the sensor delivers no picture.
    virtual RgbImage picture();

private:
    void throwIfLost() const;
    void produceFrame();
    void noteBadFrame(const QString &problem);
    void followViewers();
    void follow();
    const SimulatedSample &sample();

    ThingSlot<SimulatedStage> m_stage;
    Value<int> m_exposureTime;
    Value<double> m_analogueGain;
    Value<bool> m_streamActive;
    Value<bool> m_connected;
    std::mutex m_switching; //!< held while the camera is plugged in or out, or follows its viewers
    QString m_badFrame;     //!< in the producer's thread: why the last frame failed; or empty
    std::once_flag m_sampleOnce;
    std::unique_ptr<const SimulatedSample> m_sample;
    std::atomic<quint32> m_pictures {0};
    std::atomic<quint64> m_liveFrames {0};
    FrameStream m_stream;
    FrameProducer m_producer; //!< the last member, so that its thread ends before the others go
};

} // namespace Holdfast
