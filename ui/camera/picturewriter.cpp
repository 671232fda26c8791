// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picturewriter.h"

#include "ui/text/translated.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QUuid>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Holdfast {

namespace {

QString reason(int error)
{
    switch (error) {
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
        return tr("The system says: %1. Choose another folder, or try again.")
            .arg(QString::fromLocal8Bit(std::strerror(error)));
    }
}

PictureWritten failure(const QString &folder, int error)
{
    return {{}, tr("Not saved in %1. %2").arg(QDir::toNativeSeparators(folder), reason(error))};
}

//! With all that are above it; 0, or the error.
int makeFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (info.isDir())
        return 0;
    if (info.path() != folder) {
        if (const int error = makeFolder(info.path()))
            return error;
    }
    if (::mkdir(QFile::encodeName(folder).constData(), 0777) == 0)
        return 0;
    const int error = errno;
    // Somebody else may just have made it; anything else of that name is none.
    return error == EEXIST ? (QFileInfo(folder).isDir() ? 0 : ENOTDIR) : error;
}

//! All of it on the disk; 0, or the error.
int fill(int file, const QByteArray &data)
{
    qsizetype done = 0;
    while (done < data.size()) {
        const auto some = ::write(file, data.constData() + done, size_t(data.size() - done));
        if (some >= 0)
            done += some;
        else if (errno != EINTR)
            return errno;
    }
    return ::fsync(file) == 0 ? 0 : errno;
}

//! Gives \a file another name, unless something has that already: EEXIST. The check and the renaming
//! are one step of the file system.
int rename(const QByteArray &file, const QByteArray &to)
{
    if (::renameat2(AT_FDCWD, file.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    // This file system, or this system, does not know that; a hard link replaces nothing either.
    if (::link(file.constData(), to.constData()) != 0)
        return errno;
    ::unlink(file.constData());
    return 0;
}

} // namespace

PictureWritten writePicture(const PictureName &name, const QByteArray &data)
{
    const QFileInfo wanted(name.path());
    const QString folder = wanted.path();
    if (const int error = makeFolder(folder))
        return failure(folder, error);
    const QByteArray part = QFile::encodeName(
        QStringLiteral("%1/.%2.part").arg(folder, QUuid::createUuid().toString(QUuid::Id128)));
    const int file = ::open(part.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return failure(folder, errno);
    auto removePart = qScopeGuard([&part] { ::unlink(part.constData()); });
    int error = fill(file, data);
    if (::close(file) != 0 && error == 0)
        error = errno;
    for (int number = 1; error == 0; ++number) {
        const QString stem =
            number == 1 ? name.stem : QStringLiteral("%1-%2").arg(name.stem).arg(number);
        const QString path = PictureName {name.folder, stem, name.suffix}.path();
        error = rename(part, QFile::encodeName(path));
        if (error == 0) {
            removePart.dismiss();
            return {path, {}};
        }
        if (error == EEXIST)
            error = 0;
    }
    return failure(folder, error);
}

} // namespace Holdfast
