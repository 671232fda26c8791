// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/greyimage.h"

#include "core/instruments/camera/jpegdecoder.h"

namespace Holdfast {

GreyImage decodedGrey(const QByteArray &jpeg, int widest)
{
    const JpegDecoder decoder(jpeg);
    GreyImage image;
    image.pictureSize = decoder.size();
    while (image.reduction < JpegDecoder::eighths
           && image.pictureSize.width() > widest * image.reduction)
        image.reduction *= 2;
    const CameraImage decoded =
        decoder.decoded(PixelLayout::Grey8, JpegDecoder::eighths / image.reduction);
    image.size = decoded.size;
    image.pixels.assign(decoded.pixels.begin(), decoded.pixels.end());
    return image;
}

} // namespace Holdfast
