// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fileclaim.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>

namespace Holdfast {

FileClaim::FileClaim(const QString &file)
    : m_name(QFile::encodeName(file))
{
}

FileClaim::~FileClaim()
{
    release();
}

FileClaim::Outcome FileClaim::claim()
{
    if (m_file >= 0)
        return Outcome::Mine;
    const int file = ::open(m_name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0) {
        m_error = {errno, std::generic_category()};
        return Outcome::Failed;
    }
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        m_error = {errno, std::generic_category()};
        ::close(file);
        return m_error == std::errc::operation_would_block ? Outcome::Theirs : Outcome::Failed;
    }
    m_file = file;
    // The number only informs people; the lock alone decides.
    const QByteArray number = QByteArray::number(qint64(::getpid())) + '\n';
    if (::ftruncate(file, 0) == 0)
        std::ignore = ::write(file, number.constData(), size_t(number.size()));
    return Outcome::Mine;
}

void FileClaim::release()
{
    if (m_file >= 0)
        ::close(m_file);
    m_file = -1;
}

bool FileClaim::isInPlace() const
{
    struct stat mine = {};
    struct stat named = {};
    return m_file >= 0 && ::fstat(m_file, &mine) == 0 && ::stat(m_name.constData(), &named) == 0
           && mine.st_dev == named.st_dev && mine.st_ino == named.st_ino;
}

QString FileClaim::holder() const
{
    QFile file(QFile::decodeName(m_name));
    qint64 process = 0;
    if (file.open(QIODevice::ReadOnly))
        process = file.read(20).trimmed().toLongLong();
    return process > 0 ? QStringLiteral("another program (process %1)").arg(process)
                       : QStringLiteral("another program");
}

} // namespace Holdfast
