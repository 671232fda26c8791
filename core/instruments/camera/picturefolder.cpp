// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/picturefolder.h"

#include "core/instruments/camera/camera.h"
#include "core/instruments/camera/imageformat.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdlib>

namespace Holdfast {

namespace {

//! A change that follows another one within this time may leave the time of the folder as it is.
constexpr qint64 shortestChange = 100; // ms
constexpr qint64 largestFile = 256LL * 1024 * 1024;

QStringList patterns()
{
    return {QStringLiteral("*.jpg"), QStringLiteral("*.jpeg"), QStringLiteral("*.png"),
            QStringLiteral("*.tif"), QStringLiteral("*.tiff")};
}

QString inWords(const QSize &size)
{
    return Camera::tr("%1 × %2").arg(size.width()).arg(size.height());
}

QString expanded(const QString &path)
{
    return path.startsWith(QLatin1String("~/")) ? QDir::homePath() + path.mid(1) : path;
}

} // namespace

PictureFolder::PictureFolder(const QString &path, bool loop)
    : m_path(expanded(path))
    , m_loop(loop)
{
}

void PictureFolder::scan()
{
    const QFileInfo folder(m_path);
    if (!folder.exists()) {
        throw CameraFault({.what = Camera::tr("There is no folder %1.").arg(m_path),
                           .remedy = Camera::tr("Make the folder and put pictures into it, or name "
                                                "another one in the configuration.")});
    }
    if (!folder.isDir()) {
        throw CameraFault(
            {.what = Camera::tr("%1 is not a folder.").arg(m_path),
             .remedy = Camera::tr("Name the folder with the pictures in the configuration.")});
    }
    if (!folder.isReadable() || !folder.isExecutable()) {
        throw CameraFault({.what = Camera::tr("The folder %1 must not be read.").arg(m_path),
                           .remedy = Camera::tr("Give the user that Holdfast runs as the "
                                                "permission to read it.")});
    }
    // Read before the names, so that a change in between is seen later.
    m_scanned = folder.lastModified();
    if (std::abs(m_scanned.msecsTo(QDateTime::currentDateTime())) < shortestChange)
        m_scanned = {};
    m_names = QDir(m_path).entryList(patterns(), QDir::Files, QDir::Name);
    if (m_next >= m_names.size())
        m_next = 0;
    if (m_names.isEmpty()) {
        throw CameraFault({.what = Camera::tr("There is no picture in the folder %1.").arg(m_path),
                           .remedy = Camera::tr("Put files into it whose names end in .jpg, .jpeg, "
                                                ".png, .tif or .tiff.")});
    }
    forgetOld();
    requireOne();
}

PictureFolder::Picture PictureFolder::next()
{
    if (QFileInfo(m_path).lastModified() != m_scanned)
        scan();
    if (auto picture = nextOfTheNames())
        return *std::move(picture);
    // A folder that has gone meanwhile is another fault than pictures that cannot be used.
    scan();
    if (auto picture = nextOfTheNames())
        return *std::move(picture);
    throwNone();
}

std::optional<PictureFolder::Picture> PictureFolder::nextOfTheNames()
{
    for (qsizetype tries = 0; tries < m_names.size(); ++tries) {
        const QString name = m_names[m_next];
        CameraImage image = read(name);
        const bool isLast = m_next + 1 == m_names.size();
        if (!isLast)
            ++m_next;
        else if (m_loop)
            m_next = 0;
        if (image.size.isEmpty() && isLast && !m_loop && m_names.contains(m_shown))
            image = read(m_shown);
        else if (!image.size.isEmpty())
            m_shown = name;
        if (!image.size.isEmpty())
            return Picture {m_shown, std::move(image)};
    }
    return {};
}

void PictureFolder::requireOne()
{
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        if (!read(m_names[(m_next + i) % m_names.size()]).size.isEmpty())
            return;
    }
    throwNone();
}

void PictureFolder::throwNone() const
{
    throw CameraFault(
        {.what = Camera::tr("No picture in the folder %1 can be used.").arg(m_path),
         .remedy = Camera::tr("Put other JPEG, PNG or TIFF files into it, all of the same size."),
         .details = leftOut().join(u' ')});
}

QStringList PictureFolder::leftOut() const
{
    QStringList sentences;
    for (auto it = m_verdicts.cbegin(); it != m_verdicts.cend(); ++it) {
        if (!it->problem.isEmpty())
            sentences << QStringLiteral("%1: %2").arg(it.key(), it->problem);
    }
    return sentences;
}

QString PictureFolder::path(const QString &name) const
{
    return m_path + QLatin1Char('/') + name;
}

//! Returns an image without a size when the file cannot be used.
CameraImage PictureFolder::read(const QString &name)
{
    const QDateTime changed = QFileInfo(path(name)).lastModified();
    Verdict &verdict = m_verdicts[name];
    const bool isKnown = verdict.changed == changed && changed.isValid();
    if (isKnown && !verdict.problem.isEmpty())
        return {};
    verdict = {changed, {}};
    QFile file(path(name));
    if (!file.open(QIODevice::ReadOnly)) {
        verdict.problem = file.errorString();
        return {};
    }
    if (file.size() > largestFile) {
        verdict.problem = Camera::tr("It is larger than 256 MB.");
        return {};
    }
    const QByteArray bytes = file.readAll();
    CameraImage image;
    try {
        const bool isJpeg = bytes.startsWith("\xff\xd8");
        // A JPEG that has been decoded once without an error is shown as it is.
        if (!isJpeg || !isKnown)
            image = decoded(bytes);
        else
            image.size = jpegSize(bytes);
        if (isJpeg) {
            image.pixels = bytes;
            image.layout = PixelLayout::Jpeg;
        }
    } catch (const ThingError &error) {
        verdict.problem = error.message();
        return {};
    }
    if (m_size.isEmpty())
        m_size = image.size;
    if (image.size != m_size) {
        verdict.problem = Camera::tr("It has %1 pixels, and the others %2.")
                              .arg(inWords(image.size), inWords(m_size));
        return {};
    }
    return image;
}

void PictureFolder::forgetOld()
{
    bool isSizeKnown = false;
    for (auto it = m_verdicts.begin(); it != m_verdicts.end();) {
        const bool isHere =
            m_names.contains(it.key()) && QFileInfo(path(it.key())).lastModified() == it->changed;
        isSizeKnown = isSizeKnown || (isHere && it->problem.isEmpty());
        it = isHere ? std::next(it) : m_verdicts.erase(it);
    }
    // When all pictures of the former size are gone, that of the others is right.
    if (!isSizeKnown && !m_size.isEmpty()) {
        m_size = {};
        m_verdicts.clear();
    }
}

} // namespace Holdfast
