// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/jpegdecoder.h"

#include "core/thing/thingerror.h"

#include <turbojpeg.h>

namespace Holdfast {

namespace {

[[noreturn]] void failToDecode(const char *why)
{
    throw ThingError(
        QStringLiteral("ImageError"),
        QStringLiteral("The picture could not be read: %1.").arg(QString::fromUtf8(why)));
}

const unsigned char *jpegBytes(const QByteArray &file)
{
    return reinterpret_cast<const unsigned char *>(file.constData());
}

} // namespace

void JpegDecoder::End::operator()(void *decoder) const
{
    tjDestroy(decoder);
}

JpegDecoder::JpegDecoder(const QByteArray &file)
    : m_file(file)
    , m_decoder(tjInitDecompress())
{
    if (!m_decoder)
        failToDecode("there is no decoder");
    int width = 0;
    int height = 0;
    int sampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(m_decoder.get(), jpegBytes(file), ulong(file.size()), &width, &height,
                            &sampling, &colours))
        failToDecode(tjGetErrorStr2(m_decoder.get()));
    m_size = {width, height};
    m_isGrey = colours == TJCS_GRAY;
}

CameraImage JpegDecoder::decoded(PixelLayout layout, int scale) const
{
    const tjscalingfactor factor {scale, eighths};
    CameraImage image {{TJSCALED(m_size.width(), factor), TJSCALED(m_size.height(), factor)}, {}};
    image.layout = layout;
    image.pixels =
        QByteArray(qsizetype(image.size.width()) * image.size.height() * image.bytesPerPixel(),
                   Qt::Uninitialized);
    // A warning is a file that ends early, or with errors inside.
    if (tjDecompress2(m_decoder.get(), jpegBytes(m_file), ulong(m_file.size()),
                      reinterpret_cast<unsigned char *>(image.pixels.data()), image.size.width(), 0,
                      image.size.height(), image.isGrey() ? TJPF_GRAY : TJPF_RGB,
                      TJFLAG_STOPONWARNING))
        failToDecode(tjGetErrorStr2(m_decoder.get()));
    return image;
}

} // namespace Holdfast
