// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/blobs.h"

#include <QTemporaryFile>

namespace Mirror {

namespace {

Holdfast::Blob textBlob(const QByteArray &text)
{
    return {text, QStringLiteral("text/plain")};
}

const QByteArray text = "some text in a blob";

} // namespace

Blobs::Blobs()
{
    describeThing(QStringLiteral("Makes and takes blobs."));
    describe("forgotten", {}).retention(std::chrono::milliseconds::zero());
}

Holdfast::Blob Blobs::fromMemory()
{
    return textBlob(text);
}

Holdfast::Blob Blobs::fromFile()
{
    QTemporaryFile file;
    if (!file.open() || file.write(text) != text.size() || !file.seek(0))
        throw Holdfast::ThingError(file.errorString());
    return textBlob(file.readAll());
}

Holdfast::Blob Blobs::fromFolder()
{
    return fromFile();
}

Holdfast::Blob Blobs::binary()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes.append(char(i));
    return {bytes, QStringLiteral("application/octet-stream")};
}

QList<Holdfast::Blob> Blobs::both()
{
    return {textBlob("one"), textBlob("two")};
}

QString Blobs::read(const Holdfast::Blob &blob)
{
    return QString::fromUtf8(blob.data());
}

int Blobs::size(const Holdfast::Blob &blob)
{
    return int(blob.data().size());
}

Holdfast::Blob Blobs::passedOn(const Holdfast::Blob &blob)
{
    return blob;
}

Holdfast::Blob Blobs::forgotten()
{
    return textBlob(text);
}

} // namespace Mirror
