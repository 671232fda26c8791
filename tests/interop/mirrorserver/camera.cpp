// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/camera.h"

namespace Mirror {

Camera::Camera()
{
    describeThing(QStringLiteral("Streams one picture again and again."));
    m_timer.setInterval(std::chrono::milliseconds {20});
    connect(&m_timer, &QTimer::timeout, this,
            [this] { m_stream.publish("\xff\xd8 a picture, more or less \xff\xd9"); });
}

void Camera::open()
{
    m_timer.start();
}

void Camera::close()
{
    m_timer.stop();
}

} // namespace Mirror
