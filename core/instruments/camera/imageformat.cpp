// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/imageformat.h"

#include "core/thing/thingerror.h"

#include <QBuffer>
#include <QImageWriter>

namespace Holdfast {

QByteArray encoded(const QImage &image, ImageFormat format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, format == ImageFormat::Jpeg ? "jpeg" : "png");
    if (format == ImageFormat::Jpeg)
        writer.setQuality(quality);
    if (!writer.write(image)) {
        throw ThingError(QStringLiteral("ImageError"),
                         QStringLiteral("The picture could not be written as %1: %2.")
                             .arg(mediaType(format), writer.errorString()));
    }
    return bytes;
}

QString mediaType(ImageFormat format)
{
    return format == ImageFormat::Jpeg ? QStringLiteral("image/jpeg") : QStringLiteral("image/png");
}

} // namespace Holdfast
