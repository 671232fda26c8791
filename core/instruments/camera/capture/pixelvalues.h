// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/cameraimage.h"
#include "core/thing/json/json.h"

namespace Holdfast {

//! Returns \a image as pixels; a JPEG is decoded. Throws a ThingError when it cannot be.
CameraImage asPixels(CameraImage image);

//! Returns the values of \a image, which is no JPEG, as rows of pixels of red, green and blue: [row][column][3]. A grey
//! pixel has three equal ones. Each pixel takes some 100 bytes.
Json valuesOf(const CameraImage &image);

//! Returns a smaller picture, in which each pixel is the mean of \a factor times \a factor pixels of \a image, which is
//! no JPEG. Rows and columns that do not make up a whole one are left out. A factor from 1 to the shorter edge.
CameraImage downsampled(const CameraImage &image, int factor);

//! Returns how bright the bright parts of \a image are, which is no JPEG: the value that 999 of 1000 values do not
//! exceed, as a part of white, from 0 to 1.
double whiteLevel(const CameraImage &image);

} // namespace Holdfast
