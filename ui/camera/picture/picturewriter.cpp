// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picture/picturewriter.h"

#include "core/base/stagedfile.h"
#include "ui/base/text/translated.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <system_error>

namespace Holdfast {

namespace {

QString reason(const std::error_code &error)
{
    switch (error.value()) {
    case ENOSPC:
    case EDQUOT:
        return tr("The disk is full. Make room, or choose another folder; then try again.");
    case EFBIG:
        return tr("The file would be larger than this account may make it. Choose another folder; "
                  "then try again.");
    case ENOTDIR:
        return tr("Part of that path is a file, no folder. Choose another folder; then try again.");
    case EACCES:
    case EPERM:
    case EROFS:
        return tr("You may not write there. Choose another folder; then try again.");
    default:
        return tr("The system says: %1. Choose another folder, or try again.").arg(toText(error));
    }
}

PictureWritten failure(const QString &folder, const std::error_code &error)
{
    return {{}, tr("Not saved in %1. %2").arg(QDir::toNativeSeparators(folder), reason(error))};
}

} // namespace

PictureWritten writePicture(const PictureName &name, const QByteArray &data)
{
    const QString folder = QFileInfo(name.path()).path();
    StagedFile file;
    std::error_code error = file.write(folder, data);
    for (int number = 1; !error; ++number) {
        const QString stem =
            number == 1 ? name.stem : QStringLiteral("%1-%2").arg(name.stem).arg(number);
        const QString path = PictureName {name.folder, stem, name.suffix}.path();
        error = file.putInPlace(path, StagedFile::Existing::Keep);
        if (!error)
            return {path, {}};
        if (error == std::errc::file_exists)
            error.clear();
    }
    return failure(folder, error);
}

} // namespace Holdfast
