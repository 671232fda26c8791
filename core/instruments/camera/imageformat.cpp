// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/imageformat.h"

#include "core/thing/thingerror.h"

#include <QtEndian>

#include <memory>
#include <png.h>
#include <turbojpeg.h>
#include <zlib.h>

namespace Holdfast {

namespace {

constexpr int s_channels = 3;

[[noreturn]] void fail(ImageFormat format, const char *why)
{
    throw ThingError(QStringLiteral("ImageError"),
                     QStringLiteral("The picture could not be written as %1: %2.")
                         .arg(mediaType(format), QString::fromUtf8(why)));
}

template<typename Number>
QByteArray bigEndian(Number number)
{
    QByteArray bytes(sizeof(Number), Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

//! Returns the segments that carry the texts of \a image, each as "name: text".
QByteArray jpegComments(const RgbImage &image)
{
    QByteArray segments;
    for (const auto &[name, text] : image.texts) {
        const QByteArray comment = name + ": " + text;
        const qsizetype length = comment.size() + qsizetype(sizeof(quint16));
        if (length <= 0xffff)
            segments += "\xff\xfe" + bigEndian(quint16(length)) + comment;
    }
    return segments;
}

QByteArray jpeg(const RgbImage &image, int quality)
{
    const std::unique_ptr<void, int (*)(tjhandle)> encoder(tjInitCompress(), &tjDestroy);
    if (!encoder)
        fail(ImageFormat::Jpeg, "there is no encoder");
    unsigned char *data = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(
        encoder.get(), reinterpret_cast<const unsigned char *>(image.pixels.constData()),
        image.size.width(), image.size.width() * s_channels, image.size.height(), TJPF_RGB, &data,
        &size, TJSAMP_420, quality, 0);
    const std::unique_ptr<unsigned char, void (*)(unsigned char *)> owner(data, &tjFree);
    if (failed)
        fail(ImageFormat::Jpeg, tjGetErrorStr2(encoder.get()));
    QByteArray file(reinterpret_cast<const char *>(data), qsizetype(size));
    // Behind the marker that begins a file and the first segment, which must be JFIF's.
    constexpr qsizetype firstSegment = 2;
    const qsizetype length =
        sizeof(quint16) + qFromBigEndian<quint16>(file.constData() + firstSegment + 2);
    file.insert(firstSegment + length, jpegComments(image));
    return file;
}

//! Returns the chunks that carry the texts of \a image.
QByteArray pngTexts(const RgbImage &image)
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

QByteArray png(const RgbImage &image)
{
    png_image description {};
    description.version = PNG_IMAGE_VERSION;
    description.width = png_uint_32(image.size.width());
    description.height = png_uint_32(image.size.height());
    description.format = PNG_FORMAT_RGB;
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

} // namespace

QByteArray encoded(const RgbImage &image, ImageFormat format, int quality)
{
    if (image.pixels.size() != qsizetype(image.size.width()) * image.size.height() * s_channels)
        fail(format, "it has not as many pixels as its size says");
    return format == ImageFormat::Jpeg ? jpeg(image, quality) : png(image);
}

QString mediaType(ImageFormat format)
{
    return format == ImageFormat::Jpeg ? QStringLiteral("image/jpeg") : QStringLiteral("image/png");
}

} // namespace Holdfast
