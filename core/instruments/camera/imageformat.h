// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/rgbimage.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

namespace Holdfast {

Q_NAMESPACE

//! \brief The file formats in which a camera can deliver a picture.
enum class ImageFormat { Jpeg, Png };
Q_ENUM_NS(ImageFormat)

//! Encodes \a image as a file. \a quality is that of a JPEG, from 1 to 100. A text of more than 64 kB has no
//! place in a JPEG, and is left out. Throws ThingError when the image cannot be encoded.
QByteArray encoded(const RgbImage &image, ImageFormat format, int quality);

//! Returns "image/jpeg" or "image/png".
QString mediaType(ImageFormat format);

} // namespace Holdfast
