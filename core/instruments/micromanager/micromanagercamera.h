// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/camera.h"
#include "core/instruments/micromanager/bridgeproperties.h"

#include <atomic>
#include <memory>

namespace Holdfast {

//! \brief A camera of Micro-Manager, with the properties of its adapter. A part of a MicroManager.
//!
//! Grey pixels of more than 8 bits become 16 bits, of which white is 65535. MMCore runs one camera at a time: the
//! stream of a second one fails as long as the first has viewers.
class MicroManagerCamera : public Camera
{
    Q_OBJECT
public:
    //! Is made by a MicroManager, when \a bridge has loaded \a device.
    MicroManagerCamera(const std::shared_ptr<MicroManagerBridge> &bridge,
                       const DeviceReport &device);
    ~MicroManagerCamera() override;

    //! Returns \a pixels as an image. \a format has width, height, pixel_type and bits, as the bridge sends them. Throws
    //! a ThingError when it is of another kind, or has too few pixels.
    static CameraImage toImage(const Json &format, const QByteArray &pixels);

protected:
    void connectDevice() override;
    void startAcquisition() override;
    void stopAcquisition() override;
    std::chrono::microseconds
    applyExposure(std::optional<std::chrono::microseconds> asked) override;
    double applyGain(std::optional<double> asked) override;
    CameraImage takePicture() override;

private:
    Json call(const char *name, const Json &parameters = nullptr) const;
    void handle(const Json &event, const QByteArray &picture);

    const std::shared_ptr<MicroManagerBridge> m_bridge;
    const QString m_label;
    const QString m_library;
    BridgeProperties m_properties;
    std::atomic<bool> m_isRunning {false};
    std::unique_ptr<MicroManagerBridge::Subscription> m_subscription;
};

} // namespace Holdfast
