// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/cameraimage.h"

#include <QImage>

//! Returns \a image for Qt's means to look at it. The pixels are copied.
inline QImage qImageOf(const Holdfast::CameraImage &image)
{
    return QImage(reinterpret_cast<const uchar *>(image.pixels.constData()), image.size.width(),
                  image.size.height(), image.size.width() * 3, QImage::Format_RGB888)
        .copy();
}
