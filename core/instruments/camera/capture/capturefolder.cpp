// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/capture/capturefolder.h"

#include "core/base/stagedfile.h"
#include "core/thing/thingresource.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace Holdfast {

QString pictureStem(const QDateTime &taken)
{
    return taken.toLocalTime().toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
}

QString keepPicture(const QString &folder, const QDateTime &taken, const QString &suffix,
                    const QByteArray &file)
{
    StagedFile staged;
    std::error_code error = staged.write(folder, file);
    for (int number = 1; !error; ++number) {
        const QString stem = number == 1
                                 ? pictureStem(taken)
                                 : QStringLiteral("%1-%2").arg(pictureStem(taken)).arg(number);
        const QString path = QDir(folder).absoluteFilePath(stem + u'.' + suffix);
        error = staged.putInPlace(path, StagedFile::Existing::Keep);
        if (!error)
            return path;
        if (error == std::errc::file_exists)
            error.clear();
    }
    throw ThingError(
        QStringLiteral("StorageError"),
        QStringLiteral("The picture could not be kept in %1: %2.").arg(folder, toText(error)));
}

bool isPictureName(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("\\A[^./][^/]*\\.(jpe?g|png|tiff?)\\z"));
    return pattern.match(name).hasMatch();
}

void removePicture(const QString &folder, const QString &name)
{
    const QFileInfo info(QDir(folder).absoluteFilePath(name));
    if (!isPictureName(name) || !info.isFile() || info.isSymLink())
        throw ResourceError(ResourceError::Kind::BadName,
                            QStringLiteral("There is no picture with this name: %1").arg(name));
    QFile file(info.absoluteFilePath());
    if (!file.remove())
        throw ThingError(QStringLiteral("StorageError"),
                         QStringLiteral("The picture %1 could not be removed: %2.")
                             .arg(name, file.errorString()));
}

} // namespace Holdfast
