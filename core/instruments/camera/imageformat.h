// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QImage>
#include <QMetaType>

namespace Holdfast {

Q_NAMESPACE

//! \brief The file formats in which a camera can deliver a picture.
enum class ImageFormat { Jpeg, Png };
Q_ENUM_NS(ImageFormat)

//! Encodes \a image as a file. \a quality is that of a JPEG, from 0 to 100. Throws ThingError when Qt
//! cannot write the format, for instance because its image plug-ins are missing.
QByteArray encoded(const QImage &image, ImageFormat format, int quality);

//! Returns "image/jpeg" or "image/png".
QString mediaType(ImageFormat format);

} // namespace Holdfast
