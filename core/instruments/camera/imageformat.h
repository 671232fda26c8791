// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/cameraimage.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

namespace Holdfast {

Q_NAMESPACE

//! \brief The file formats in which a camera can deliver a picture.
enum class ImageFormat { Jpeg, Png, Tiff };
Q_ENUM_NS(ImageFormat)

//! \brief How much of the colours a JPEG keeps: as much as of the brightness, or a quarter of it, as live frames need.
enum class Chroma { Full, Quarter };

//! Encodes \a image as a file. \a quality is that of a JPEG, from 1 to 100; an image that is a JPEG already
//! stays as it is. A PNG or TIFF has the full depth of the image, a JPEG the upper 8 bits.
//! A text of more than 64 kB has no place in a JPEG, and is left out; a TIFF, which is an OME-TIFF, has none of the texts. Throws ThingError when the image cannot be encoded.
QByteArray encoded(const CameraImage &image, ImageFormat format, int quality,
                   Chroma chroma = Chroma::Quarter);

//! Decodes a JPEG, PNG or TIFF file, of which the texts are left out. Throws a ThingError that says what is wrong
//! with the file.
CameraImage decoded(const QByteArray &file);

//! Returns the size of a JPEG file by its header, in pixels; empty when that is not a JPEG's.
QSize jpegSize(const QByteArray &file);

//! Returns "image/jpeg", "image/png" or "image/tiff".
QString mediaType(ImageFormat format);

//! Returns how the name of such a file ends, without the dot: "jpeg", "png" or "ome.tiff".
QString suffix(ImageFormat format);

} // namespace Holdfast
