// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/file/journalfile.h"

#include "core/base/stagedfile.h"
#include "core/journal/file/journaldatabase.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <atomic>
#include <iterator>
#include <sys/stat.h>

namespace Holdfast {

namespace {

const QString partEnds[] = {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")};

QString nameFor(const JournalOptions &options)
{
    if (options.place == JournalOptions::Place::File)
        return QFileInfo(options.file).absoluteFilePath();
    static std::atomic<quint64> count {0};
    // As long as one connection is open, other connections of this process get the same database.
    return QStringLiteral("file:/holdfast-journal-%1?vfs=memdb").arg(++count);
}

JournalError toJournalError(const QString &what, const std::error_code &error)
{
    return {error == std::errc::no_space_on_device ? JournalError::Kind::Full
                                                   : JournalError::Kind::Other,
            what + QStringLiteral(": ") + toText(error)};
}

//! Returns an identity that no two files share; zeros when there is no file.
std::pair<quint64, quint64> identityOf(const QString &name)
{
    struct stat found = {};
    if (::stat(QFile::encodeName(name).constData(), &found) != 0)
        return {};
    return {found.st_dev, found.st_ino};
}

} // namespace

JournalFile::JournalFile(const JournalOptions &options)
    : m_isInMemory(options.place != JournalOptions::Place::File)
    , m_name(nameFor(options))
    , m_claim(m_name + QStringLiteral(".lock"))
{
}

void JournalFile::claim()
{
    if (m_isInMemory || (m_claim.isMine() && m_claim.isInPlace()))
        return;
    m_claim.release(); // the file of the claim was removed, perhaps with its folder
    const QString folder = QFileInfo(m_name).absolutePath();
    if (const std::error_code error = makeFolder(folder))
        throw toJournalError(QStringLiteral("the folder %1 cannot be made").arg(folder), error);
    switch (m_claim.claim()) {
    case FileClaim::Outcome::Mine:
        return;
    case FileClaim::Outcome::Theirs:
        throw JournalError(JournalError::Kind::Other,
                           m_claim.holder()
                               + QStringLiteral(" writes it, perhaps a second Holdfast"));
    case FileClaim::Outcome::Failed:
        throw toJournalError(m_name + QStringLiteral(".lock"), m_claim.error());
    }
}

void JournalFile::remember()
{
    const std::lock_guard lock(m_mutex);
    for (size_t i = 0; i < m_remembered.size(); ++i)
        m_remembered[i] = identityOf(m_name + partEnds[i]);
}

bool JournalFile::isReplaced() const
{
    const std::lock_guard lock(m_mutex);
    return !m_isInMemory && m_remembered[0] != Identity() && identityOf(m_name) != m_remembered[0];
}

void JournalFile::removeRemains() const
{
    const std::lock_guard lock(m_mutex);
    for (size_t i = 1; i < m_remembered.size(); ++i) {
        if (identityOf(m_name + partEnds[i]) == m_remembered[i])
            QFile::remove(m_name + partEnds[i]);
    }
}

QString JournalFile::keepAside() const
{
    const QString stamp =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss.zzz'Z'"));
    const QString aside = m_name + QStringLiteral(".damaged-") + stamp;
    if (const std::error_code error = moveFile(m_name, aside))
        throw toJournalError(QStringLiteral("it is damaged, and cannot be kept aside"), error);
    for (size_t i = 1; i < std::size(partEnds); ++i)
        QFile::rename(m_name + partEnds[i], aside + partEnds[i]);
    return aside;
}

} // namespace Holdfast
