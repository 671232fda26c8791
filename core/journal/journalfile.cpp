// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journalfile.h"

#include "core/journal/journaldatabase.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace Holdfast {

namespace {

QString nameFor(const JournalOptions &options)
{
    if (options.place == JournalOptions::Place::File)
        return QFileInfo(options.file).absoluteFilePath();
    static std::atomic<quint64> count {0};
    // As long as one connection is open, others of this process find the same under this name.
    return QStringLiteral("file:/holdfast-journal-%1?vfs=memdb").arg(++count);
}

JournalError systemError(const QString &what)
{
    return {errno == ENOSPC ? JournalError::Kind::Full : JournalError::Kind::Other,
            what + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(errno))};
}

} // namespace

JournalFile::JournalFile(const JournalOptions &options)
    : m_isInMemory(options.place != JournalOptions::Place::File)
    , m_name(nameFor(options))
{
}

JournalFile::~JournalFile()
{
    if (m_claim >= 0)
        ::close(m_claim);
}

void JournalFile::claim()
{
    if (m_isInMemory || m_claim >= 0)
        return;
    const QString folder = QFileInfo(m_name).absolutePath();
    if (!QDir().mkpath(folder))
        throw systemError(QStringLiteral("the folder %1 cannot be made").arg(folder));
    const QByteArray name = QFile::encodeName(m_name + QStringLiteral(".lock"));
    const int file = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0)
        throw systemError(QString::fromLocal8Bit(name));
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        ::close(file);
        throw JournalError(JournalError::Kind::Other,
                           QStringLiteral("another program writes it, perhaps a second Holdfast"));
    }
    m_claim = file;
}

QString JournalFile::keepAside() const
{
    const QString stamp =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss.zzz'Z'"));
    const QString aside = m_name + QStringLiteral(".damaged-") + stamp;
    if (!QFile::rename(m_name, aside))
        throw systemError(QStringLiteral("it is damaged, and cannot be kept aside"));
    for (const auto &end : {QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::rename(m_name + end, aside + end);
    return aside;
}

} // namespace Holdfast
