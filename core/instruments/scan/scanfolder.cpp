// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scanfolder.h"

#include "core/base/stagedfile.h"
#include "core/thing/thingerror.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <cerrno>

namespace Holdfast {

namespace {

constexpr qint64 largestJson = 64LL * 1024 * 1024;

[[noreturn]] void fail(const QString &path, const std::error_code &error)
{
    const QString message =
        QStringLiteral("The file %1 cannot be written: %2.").arg(path, toText(error));
    if (error == std::errc::no_space_on_device || error.value() == EDQUOT)
        throw ThingError(QStringLiteral("DiskFullError"), message);
    throw ThingError(QStringLiteral("ScanFileError"), message);
}

void check(const QString &path, const std::error_code &error)
{
    if (error)
        fail(path, error);
}

std::optional<QByteArray> contentsOf(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly)) {
        throw ThingError(
            QStringLiteral("ScanFileError"),
            QStringLiteral("The file %1 cannot be read: %2.").arg(path, file.errorString()));
    }
    return file.read(largestJson);
}

//! A file system that lost power may have a file without its contents.
bool isJpeg(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(2) == QByteArrayLiteral("\xff\xd8");
}

QStringList pictureNames(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("img_*.jpeg")}, QDir::Files);
}

} // namespace

ScanFolder::ScanFolder(const QString &path)
    : m_path(path)
{
}

QString ScanFolder::name() const
{
    return QFileInfo(m_path).fileName();
}

QString ScanFolder::imagesPath() const
{
    return m_path + QStringLiteral("/images");
}

void ScanFolder::prepare()
{
    check(imagesPath(), makeFolder(imagesPath()));
    StagedFile::removeLeftovers(imagesPath());
    StagedFile::removeLeftovers(m_path);
}

void ScanFolder::publish(const StagePosition &where, const QByteArray &jpeg)
{
    const QString path = picturePath(where);
    StagedFile file;
    check(path, file.write(imagesPath(), jpeg));
    check(path, file.putInPlace(path, StagedFile::Existing::Replace));
}

QMap<ScanFolder::Place, QSet<int>> ScanFolder::pictures() const
{
    QMap<Place, QSet<int>> result;
    const QStringList names = pictureNames(imagesPath());
    for (const QString &name : names) {
        const auto where = positionIn(name);
        if (where && isJpeg(picturePath(*where)))
            result[{where->x, where->y}] << where->z;
    }
    return result;
}

int ScanFolder::pictureCount() const
{
    const QStringList names = pictureNames(imagesPath());
    return int(std::ranges::count_if(
        names, [](const QString &name) { return positionIn(name).has_value(); }));
}

QString ScanFolder::picturePath(const StagePosition &where) const
{
    return imagesPath() + QLatin1Char('/') + fileNameOf(where);
}

void ScanFolder::removePictures(const Place &place)
{
    const QStringList names =
        QDir(imagesPath())
            .entryList({QStringLiteral("img_%1_%2_*.jpeg").arg(place.first).arg(place.second)},
                       QDir::Files);
    for (const QString &name : names) {
        const QString path = imagesPath() + QLatin1Char('/') + name;
        QFile file(path);
        if (!file.remove()) {
            throw ThingError(
                QStringLiteral("ScanFileError"),
                QStringLiteral("The file %1 cannot be removed: %2.").arg(path, file.errorString()));
        }
    }
}

void ScanFolder::write(const ScanRecord &record)
{
    const QString path = imagesPath() + QStringLiteral("/scan_data.json");
    check(path, replaceFile(path, record.toFile()));
}

std::optional<ScanRecord> ScanFolder::record() const
{
    const auto contents = contentsOf(imagesPath() + QStringLiteral("/scan_data.json"));
    return contents ? std::optional(ScanRecord::fromFile(*contents)) : std::nullopt;
}

void ScanFolder::write(const ScanResume &resume)
{
    const QString path = m_path + QStringLiteral("/resume.json");
    check(path, replaceFile(path, resume.toFile()));
}

std::optional<ScanResume> ScanFolder::resume() const
{
    const auto contents = contentsOf(m_path + QStringLiteral("/resume.json"));
    return contents ? std::optional(ScanResume::fromFile(*contents)) : std::nullopt;
}

void ScanFolder::log(const QString &line)
{
    QFile file(m_path + QStringLiteral("/log.txt"));
    const QString time =
        QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss,zzz"));
    // A log that cannot be written must not end a scan whose pictures can.
    if (file.open(QIODevice::WriteOnly | QIODevice::Append))
        file.write(QStringLiteral("[%1] %2\n").arg(time, line).toUtf8());
}

QString ScanFolder::fileNameOf(const StagePosition &where)
{
    return QStringLiteral("img_%1_%2_%3.jpeg").arg(where.x).arg(where.y).arg(where.z);
}

std::optional<StagePosition> ScanFolder::positionIn(const QString &fileName)
{
    static const QRegularExpression pattern(
        QStringLiteral("^img_(-?[0-9]{1,10})_(-?[0-9]{1,10})_(-?[0-9]{1,10})\\.jpeg$"));
    const QRegularExpressionMatch match = pattern.match(fileName);
    if (!match.hasMatch())
        return {};
    return StagePosition {match.captured(1).toInt(), match.captured(2).toInt(),
                          match.captured(3).toInt()};
}

} // namespace Holdfast
