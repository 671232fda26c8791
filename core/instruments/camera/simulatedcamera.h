// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/camera.h"
#include "core/instruments/camera/frameproducer.h"
#include "core/instruments/camera/simulatedcameraoptions.h"
#include "core/thing/thingslot.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace Holdfast {

class SimulatedIllumination;
class SimulatedSample;
class SimulatedStage;

//! \brief A camera without the hardware: it shows a synthetic sample that moves with the stage, if there
//! is one, and blurs with its z. It is dark when its illumination, if there is one, is off. Exposure and gain read back as the nearest ones that its Sensor can make.
//!
//! Live frames are made in a thread of their own, and only while they are wanted.
class SimulatedCamera : public Camera
{
    Q_OBJECT
    Q_PROPERTY(bool connected READ isConnected WRITE setConnected NOTIFY connectedChanged)
    Q_PROPERTY(QList<QList<double>> imageToStageDisplacementMatrix READ
                   imageToStageDisplacementMatrix CONSTANT)
public:
    //! Throws ThingError when an option is out of range.
    explicit SimulatedCamera(const SimulatedCameraOptions &options = {});
    ~SimulatedCamera() override;

    //! Plugs the camera in or out. Unplugging the simulation shows how a program handles the
    //! loss of a device: no more live frames come, and pictures fail with a ThingError
    //! ("DeviceLostError").
    void setConnected(bool connected);

    //! Returns the stage steps (x, y) for a pixel downwards, and for one to the right; empty without a
    //! stage.
    QList<QList<double>> imageToStageDisplacementMatrix() const;

    //! Ends the frames as well: the Things that they show are destroyed next.
    void close() override;

protected:
    void connectDevice() override;
    void startAcquisition() override;
    void stopAcquisition() override;
    std::chrono::microseconds
    applyExposure(std::optional<std::chrono::microseconds> asked) override;
    double applyGain(std::optional<double> asked) override;
    //! Returns what the sensor sees now. Throws when the sensor delivers no picture.
    CameraImage takePicture() override;

private:
    void produceFrame();
    const SimulatedSample &sample();

    ThingSlot<SimulatedStage> m_stage;
    ThingSlot<SimulatedIllumination> m_illumination;
    std::atomic<bool> m_isPluggedIn {true};
    std::mutex m_switching; //!< held while the camera is plugged in or out
    std::once_flag m_sampleOnce;
    std::unique_ptr<const SimulatedSample> m_sample;
    std::atomic<quint32> m_pictures {0};
    FrameProducer m_producer; //!< the last member, so that its thread ends before the others go
};

} // namespace Holdfast
