// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/thumbnail.h"

#include <QBuffer>
#include <QImageReader>

namespace Holdfast {

QImage thumbnail(const QByteArray &file, int largest)
{
    QBuffer buffer;
    buffer.setData(file);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    if (const QSize size = reader.size(); size.width() > largest || size.height() > largest)
        reader.setScaledSize(size.scaled(largest, largest, Qt::KeepAspectRatio));
    return reader.read();
}

} // namespace Holdfast
