// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/imageformat.h"
#include "core/thing/blob.h"
#include "tests/ui/fakeinstrument.h"

namespace Fake {

struct CaptureRequest
{
    Q_GADGET
    Q_PROPERTY(Holdfast::ImageFormat imageFormat MEMBER imageFormat)
public:
    Holdfast::ImageFormat imageFormat = Holdfast::ImageFormat::Jpeg;
};

//! \brief A camera that takes pictures, late or never as Controls say.
class PictureCamera : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(int exposureTime READ exposureTime WRITE setExposureTime NOTIFY exposureTimeChanged)
    Q_PROPERTY(
        double analogueGain READ analogueGain WRITE setAnalogueGain NOTIFY analogueGainChanged)
public:
    explicit PictureCamera(ControlsPtr controls);
    ~PictureCamera() override;

    int exposureTime() const { return m_exposureTime; }
    //! The sensor only knows whole tens.
    void setExposureTime(int time);
    double analogueGain() const { return m_analogueGain; }
    void setAnalogueGain(double gain);

    Q_INVOKABLE Holdfast::Blob capture(const Fake::CaptureRequest &request);

Q_SIGNALS:
    void exposureTimeChanged(int time);
    void analogueGainChanged(double gain);

private:
    ControlsPtr m_controls;
    Holdfast::FrameStream m_stream {this, QStringLiteral("mjpeg_stream")};
    Holdfast::Value<int> m_exposureTime {this, &PictureCamera::exposureTimeChanged, 500};
    Holdfast::Value<double> m_analogueGain {this, &PictureCamera::analogueGainChanged, 1.0};
};

} // namespace Fake
