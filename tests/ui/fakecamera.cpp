// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakecamera.h"

using namespace Holdfast;

namespace Fake {

PictureCamera::PictureCamera(ControlsPtr controls)
    : m_controls(std::move(controls))
{
    describe("exposureTime", QStringLiteral("How long it collects light."))
        .unit(Unit::Microsecond)
        .range({10, 100'000});
    describe("analogueGain", QStringLiteral("How much it amplifies.")).range({1, 16});
    m_controls->stream = &m_stream;
}

PictureCamera::~PictureCamera()
{
    m_controls->stream = nullptr;
}

void PictureCamera::setExposureTime(int time)
{
    const auto hold = holdGlobalLock();
    m_exposureTime = time / 10 * 10;
}

void PictureCamera::setAnalogueGain(double gain)
{
    const auto hold = holdGlobalLock();
    m_analogueGain = gain;
}

Blob PictureCamera::capture(const CaptureRequest &request)
{
    const auto hold = holdGlobalLock();
    ++m_controls->captures;
    while (m_controls->blockCapture)
        cancellableSleep(std::chrono::milliseconds {2});
    if (m_controls->failCapture)
        throw ThingError(QStringLiteral("CameraError"), QStringLiteral("The sensor is too hot."));
    constexpr QSize size(64, 48);
    CameraImage image {size, QByteArray("\x00\x80\x00", 3).repeated(size.width() * size.height())};
    image.texts["thing_states"] = "{\"stage\": 1}";
    return Blob(encoded(image, request.imageFormat, 90), mediaType(request.imageFormat),
                QStringLiteral("A picture"));
}

} // namespace Fake
