// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/greyimage.h"

#include "core/thing/thingerror.h"

#include <memory>
#include <turbojpeg.h>

namespace Holdfast {

namespace {

//! Ends a decoder.
struct GreyDecoderEnd
{
    void operator()(void *handle) const { tjDestroy(handle); }
};

[[noreturn]] void failToDecode(const char *why)
{
    throw ThingError(
        QStringLiteral("ImageError"),
        QStringLiteral("The live picture could not be read: %1.").arg(QString::fromUtf8(why)));
}

} // namespace

GreyImage decodedGrey(const QByteArray &jpeg, int widest)
{
    const std::unique_ptr<void, GreyDecoderEnd> decoder(tjInitDecompress());
    if (!decoder)
        failToDecode("there is no decoder");
    const auto *bytes = reinterpret_cast<const unsigned char *>(jpeg.constData());
    const auto size = static_cast<unsigned long>(jpeg.size());
    int columns = 0;
    int rows = 0;
    int sampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(decoder.get(), bytes, size, &columns, &rows, &sampling, &colours))
        failToDecode(tjGetErrorStr2(decoder.get()));
    GreyImage image;
    image.pictureSize = {columns, rows};
    constexpr int mostReduction = 8;
    while (image.reduction < mostReduction && columns > widest * image.reduction)
        image.reduction *= 2;
    const tjscalingfactor scaling {1, image.reduction};
    image.size = {TJSCALED(columns, scaling), TJSCALED(rows, scaling)};
    image.pixels.resize(size_t(image.size.width()) * size_t(image.size.height()));
    if (tjDecompress2(decoder.get(), bytes, size, image.pixels.data(), image.size.width(), 0,
                      image.size.height(), TJPF_GRAY, TJFLAG_STOPONWARNING))
        failToDecode(tjGetErrorStr2(decoder.get()));
    return image;
}

} // namespace Holdfast
