// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/imageformat.h"

#include "core/instruments/camera/capture/tiffformat.h"
#include "core/instruments/camera/jpegcomments.h"
#include "core/instruments/camera/jpegdecoder.h"
#include "core/thing/thingerror.h"

#include <QtEndian>

#include <algorithm>
#include <memory>
#include <png.h>
#include <turbojpeg.h>
#include <zlib.h>

namespace Holdfast {

namespace {

//! Ends an encoder.
struct TurboJpegEnd
{
    void operator()(void *handle) const { tjDestroy(handle); }
};
using TurboJpeg = std::unique_ptr<void, TurboJpegEnd>;

[[noreturn]] void fail(ImageFormat format, const char *why)
{
    throw ThingError(QStringLiteral("ImageError"),
                     QStringLiteral("The picture could not be written as %1: %2.")
                         .arg(mediaType(format), QString::fromUtf8(why)));
}

[[noreturn]] void failToRead(const char *why)
{
    throw ThingError(
        QStringLiteral("ImageError"),
        QStringLiteral("The picture could not be read: %1.").arg(QString::fromUtf8(why)));
}

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

//! Returns the pixels with the upper 8 bits of each value.
QByteArray upperBits(const QByteArray &pixels)
{
    QByteArray result(pixels.size() / 2, Qt::Uninitialized);
    const auto *deep = reinterpret_cast<const quint16 *>(pixels.constData());
    std::transform(deep, deep + result.size(), result.begin(),
                   [](quint16 value) { return char(value >> 8); });
    return result;
}

template<typename Number>
QByteArray bigEndian(Number number)
{
    QByteArray bytes(sizeof(Number), Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

int samplingOf(const CameraImage &image, Chroma chroma)
{
    if (image.isGrey())
        return TJSAMP_GRAY;
    return chroma == Chroma::Full ? TJSAMP_444 : TJSAMP_420;
}

QByteArray jpeg(const CameraImage &image, int quality, Chroma chroma)
{
    if (image.layout == PixelLayout::Jpeg)
        return withJpegTexts(image.pixels, image.texts);
    const TurboJpeg encoder(tjInitCompress());
    if (!encoder)
        fail(ImageFormat::Jpeg, "there is no encoder");
    const QByteArray pixels = image.isDeep() ? upperBits(image.pixels) : image.pixels;
    unsigned char *data = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(encoder.get(), bytesOf(pixels), image.size.width(), 0,
                                   image.size.height(), image.isGrey() ? TJPF_GRAY : TJPF_RGB,
                                   &data, &size, samplingOf(image, chroma), quality, 0);
    const std::unique_ptr<unsigned char, void (*)(unsigned char *)> owner(data, &tjFree);
    if (failed)
        fail(ImageFormat::Jpeg, tjGetErrorStr2(encoder.get()));
    return withJpegTexts(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)),
                         image.texts);
}

//! Returns the chunks that carry the texts of \a image.
QByteArray pngTexts(const CameraImage &image)
{
    QByteArray chunks;
    for (const auto &[name, text] : image.texts) {
        const QByteArray chunk = "tEXt" + name + '\0' + text;
        const uLong sum =
            crc32(0, reinterpret_cast<const Bytef *>(chunk.constData()), uInt(chunk.size()));
        chunks += bigEndian(quint32(chunk.size() - 4)) + chunk + bigEndian(quint32(sum));
    }
    return chunks;
}

//! Returns what libpng calls the layout of \a image. A camera's deep values are linear, as libpng has them.
png_uint_32 pngFormat(const CameraImage &image)
{
    return (image.isGrey() ? 0U : PNG_FORMAT_FLAG_COLOR)
           | (image.isDeep() ? PNG_FORMAT_FLAG_LINEAR : 0U);
}

QByteArray png(const CameraImage &image)
{
    png_image description {};
    description.version = PNG_IMAGE_VERSION;
    description.width = png_uint_32(image.size.width());
    description.height = png_uint_32(image.size.height());
    description.format = pngFormat(image);
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(description);
    QByteArray file(qsizetype(size), Qt::Uninitialized);
    if (!png_image_write_to_memory(&description, file.data(), &size, 0, image.pixels.constData(), 0,
                                   nullptr))
        fail(ImageFormat::Png, description.message);
    file.truncate(qsizetype(size));
    // Behind the signature and the first chunk, which must be IHDR.
    constexpr qsizetype header = 8 + 25;
    file.insert(header, pngTexts(image));
    return file;
}

CameraImage decodedJpeg(const QByteArray &file)
{
    const JpegDecoder decoder(file);
    return decoder.decoded(decoder.isGrey() ? PixelLayout::Grey8 : PixelLayout::Rgb8);
}

PixelLayout layoutOfPng(png_uint_32 format)
{
    const bool isColour = format & PNG_FORMAT_FLAG_COLOR;
    if (format & PNG_FORMAT_FLAG_LINEAR)
        return isColour ? PixelLayout::Rgb16 : PixelLayout::Grey16;
    return isColour ? PixelLayout::Rgb8 : PixelLayout::Grey8;
}

CameraImage decodedPng(const QByteArray &file)
{
    png_image description {};
    description.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, void (*)(png_image *)> owner(&description, &png_image_free);
    if (!png_image_begin_read_from_memory(&description, file.constData(), size_t(file.size())))
        failToRead(description.message);
    CameraImage image {{int(description.width), int(description.height)}, {}};
    image.layout = layoutOfPng(description.format);
    description.format = pngFormat(image);
    image.pixels = QByteArray(qsizetype(PNG_IMAGE_SIZE(description)), Qt::Uninitialized);
    // What is transparent is on black.
    const png_color black {};
    if (!png_image_finish_read(&description, &black, image.pixels.data(), 0, nullptr))
        failToRead(description.message);
    return image;
}

} // namespace

QByteArray encoded(const CameraImage &image, ImageFormat format, int quality, Chroma chroma)
{
    if (image.layout == PixelLayout::Jpeg && format == ImageFormat::Jpeg)
        return jpeg(image, quality, chroma);
    if (image.layout == PixelLayout::Jpeg) {
        CameraImage pixels = decoded(image.pixels);
        pixels.texts = image.texts;
        return encoded(pixels, format, quality, chroma);
    }
    const qsizetype wanted =
        qsizetype(image.size.width()) * image.size.height() * image.bytesPerPixel();
    if (image.size.isEmpty() || image.pixels.size() != wanted)
        fail(format, "it has not as many pixels as its size says");
    switch (format) {
    case ImageFormat::Jpeg:
        break;
    case ImageFormat::Png:
        return png(image);
    case ImageFormat::Tiff:
        return omeTiff(image, {});
    }
    return jpeg(image, quality, chroma);
}

CameraImage decoded(const QByteArray &file)
{
    if (file.startsWith("\xff\xd8"))
        return decodedJpeg(file);
    if (file.startsWith("\x89PNG"))
        return decodedPng(file);
    if (file.startsWith(QByteArrayView("II*\0", 4)) || file.startsWith(QByteArrayView("MM\0*", 4)))
        return decodedTiff(file);
    failToRead("it is no JPEG, PNG or TIFF");
}

QSize jpegSize(const QByteArray &file)
{
    try {
        return JpegDecoder(file).size();
    } catch (const ThingError &) {
        return {};
    }
}

QString mediaType(ImageFormat format)
{
    switch (format) {
    case ImageFormat::Jpeg:
        break;
    case ImageFormat::Png:
        return QStringLiteral("image/png");
    case ImageFormat::Tiff:
        return QStringLiteral("image/tiff");
    }
    return QStringLiteral("image/jpeg");
}

QString suffix(ImageFormat format)
{
    switch (format) {
    case ImageFormat::Jpeg:
        break;
    case ImageFormat::Png:
        return QStringLiteral("png");
    case ImageFormat::Tiff:
        return QStringLiteral("ome.tiff");
    }
    return QStringLiteral("jpeg");
}

} // namespace Holdfast
