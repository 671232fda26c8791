// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/jpegcomments.h"

#include "core/thing/thingerror.h"

#include <QtEndian>

namespace Holdfast {

namespace {

constexpr qsizetype markerLength = 2;

[[noreturn]] void failToComment(const char *why)
{
    throw ThingError(QStringLiteral("ImageError"),
                     QStringLiteral("The picture could not be written as image/jpeg: %1.")
                         .arg(QString::fromUtf8(why)));
}

//! Returns the segment that carries \a comment; empty when it has no place in one.
QByteArray segmentOf(const QByteArray &comment)
{
    const qsizetype length = comment.size() + qsizetype(sizeof(quint16));
    if (comment.isEmpty() || length > 0xffff)
        return {};
    QByteArray head("\xff\xfe\0\0", 4);
    qToBigEndian(quint16(length), head.data() + markerLength);
    return head + comment;
}

//! Returns where the first segment of \a file ends.
qsizetype endOfFirstSegment(const QByteArray &file)
{
    constexpr qsizetype lengthAt =
        2 * markerLength; // behind that of the file, and that of the segment
    if (file.size() < lengthAt + qsizetype(sizeof(quint16)))
        failToComment("it is too short for a JPEG");
    const qsizetype end = lengthAt + qFromBigEndian<quint16>(file.constData() + lengthAt);
    if (end > file.size())
        failToComment("its first segment has no end");
    return end;
}

} // namespace

QByteArray withJpegComments(const QByteArray &file, const QByteArrayList &comments)
{
    QByteArray segments;
    for (const QByteArray &comment : comments)
        segments += segmentOf(comment);
    QByteArray result = file;
    return result.insert(endOfFirstSegment(file), segments);
}

QByteArray withJpegTexts(const QByteArray &file, const std::map<QByteArray, QByteArray> &texts)
{
    QByteArrayList comments;
    for (const auto &[name, text] : texts)
        comments << name + ": " + text;
    return withJpegComments(file, comments);
}

} // namespace Holdfast
