// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/cameraimage.h"
#include "core/instruments/camera/capture/picturemetadata.h"

#include <QByteArray>

namespace Holdfast {

//! Returns \a image as a TIFF file without compression, in its full depth, with OME-XML (version 2016-06) as its
//! description: an OME-TIFF. It has the size of a pixel where \a metadata has it, and the states as an annotation.
//! A JPEG must have been decoded before. Throws a ThingError when the file cannot be made.
QByteArray omeTiff(const CameraImage &image, const PictureMetadata &metadata);

//! Returns the first picture of the TIFF \a file: with 8 or 16 bits for each value when it is grey or RGB, and otherwise
//! with 8 bits. Throws a ThingError that says what is wrong with the file.
CameraImage decodedTiff(const QByteArray &file);

} // namespace Holdfast
