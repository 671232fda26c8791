// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/stagedfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace Holdfast {

namespace {

std::error_code toErrorCode(int number)
{
    return {number, std::generic_category()};
}

//! Returns errno as an error code when \a result, of a system call, is negative.
std::error_code outcomeOf(int result)
{
    return toErrorCode(result < 0 ? errno : 0);
}

QString leftoverPrefix()
{
    return QStringLiteral(".holdfast-");
}

QString leftoverSuffix()
{
    return QStringLiteral(".part");
}

std::error_code syncFile(int file)
{
    while (::fsync(file) != 0) {
        // Some kinds of files can be written but not synced.
        if (errno == EINVAL || errno == ENOTSUP)
            return {};
        if (errno != EINTR)
            return outcomeOf(-1);
    }
    return {};
}

std::error_code syncFolder(const QString &folder)
{
    const int opened =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // An account may be allowed to write into a folder but not to read it.
    if (opened < 0)
        return errno == EACCES ? std::error_code() : outcomeOf(-1);
    const std::error_code error = syncFile(opened);
    ::close(opened);
    return error;
}

std::error_code writeThrough(int file, const QByteArray &data)
{
    qsizetype done = 0;
    while (done < data.size()) {
        const auto some = ::write(file, data.constData() + done, size_t(data.size() - done));
        if (some >= 0)
            done += some;
        else if (errno != EINTR)
            return outcomeOf(-1);
    }
    return syncFile(file);
}

std::error_code renameUnlessTaken(const QByteArray &from, const QByteArray &to)
{
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return {};
    if (errno != EINVAL && errno != ENOSYS)
        return outcomeOf(-1);
    // The file system or the kernel does not support the flag; a hard link replaces nothing either.
    if (::link(from.constData(), to.constData()) != 0)
        return outcomeOf(-1);
    ::unlink(from.constData());
    return {};
}

} // namespace

StagedFile::~StagedFile()
{
    if (!m_part.isEmpty())
        ::unlink(m_part.constData());
}

std::error_code StagedFile::write(const QString &folder, const QByteArray &data, int permissions)
{
    if (const std::error_code error = makeFolder(folder))
        return error;
    const QString name =
        leftoverPrefix() + QUuid::createUuid().toString(QUuid::Id128) + leftoverSuffix();
    const QByteArray part = QFile::encodeName(QDir(folder).absoluteFilePath(name));
    const int file = ::open(part.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return outcomeOf(-1);
    m_part = part;
    std::error_code error;
    if (permissions >= 0)
        error = outcomeOf(::fchmod(file, mode_t(permissions)));
    if (!error)
        error = writeThrough(file, data);
    // On a network file system, close() may be the first call that reports a full disk.
    const int closed = ::close(file);
    return error || closed == 0 || errno == EINTR ? error : outcomeOf(closed);
}

std::error_code StagedFile::putInPlace(const QString &path, Existing existing)
{
    const QByteArray place = QFile::encodeName(path);
    const std::error_code error = existing == Existing::Replace
                                      ? outcomeOf(::rename(m_part.constData(), place.constData()))
                                      : renameUnlessTaken(m_part, place);
    if (error)
        return error;
    m_part.clear();
    return syncFolder(QFileInfo(path).absolutePath());
}

void StagedFile::removeLeftovers(const QString &folder)
{
    QDir dir(folder);
    const QStringList names =
        dir.entryList({leftoverPrefix() + u'*' + leftoverSuffix()}, QDir::Files | QDir::Hidden);
    for (const QString &name : names)
        dir.remove(name);
}

std::error_code replaceFile(const QString &path, const QByteArray &data)
{
    QFileInfo info(path);
    if (info.isSymLink()) {
        const QString end = info.canonicalFilePath();
        info.setFile(end.isEmpty() ? info.symLinkTarget() : end);
    }
    const QByteArray name = QFile::encodeName(info.absoluteFilePath());
    struct stat before = {};
    int permissions = -1;
    if (::stat(name.constData(), &before) == 0) {
        if (!S_ISREG(before.st_mode))
            return toErrorCode(S_ISDIR(before.st_mode) ? EISDIR : EINVAL);
        if (::access(name.constData(), W_OK) != 0)
            return outcomeOf(-1);
        permissions = int(before.st_mode & 0777);
    }
    StagedFile file;
    if (const std::error_code error = file.write(info.absolutePath(), data, permissions))
        return error;
    return file.putInPlace(info.absoluteFilePath(), StagedFile::Existing::Replace);
}

std::error_code moveFile(const QString &from, const QString &to)
{
    if (const auto error = renameUnlessTaken(QFile::encodeName(from), QFile::encodeName(to)))
        return error;
    return syncFolder(QFileInfo(to).absolutePath());
}

std::error_code makeFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (info.isDir())
        return {};
    if (info.path() != folder) {
        if (const std::error_code error = makeFolder(info.path()))
            return error;
    }
    if (::mkdir(QFile::encodeName(folder).constData(), 0777) == 0)
        return syncFolder(info.absolutePath());
    const std::error_code error = outcomeOf(-1);
    // Another thread or program may have created the folder meanwhile; what else has that name is an
    // error.
    if (error == std::errc::file_exists)
        return QFileInfo(folder).isDir() ? std::error_code() : toErrorCode(ENOTDIR);
    return error;
}

QString toText(const std::error_code &error)
{
    return QString::fromLocal8Bit(error.message().c_str());
}

} // namespace Holdfast
