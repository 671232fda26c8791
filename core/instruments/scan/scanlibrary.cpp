// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scanlibrary.h"

#include "core/base/stagedfile.h"
#include "core/thing/thingresource.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QUuid>

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace Holdfast {

namespace {

constexpr int mostOfAName = 9999;

bool isLegal(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("^[a-zA-Z0-9_-][a-zA-Z0-9_.-]*$"));
    return name.size() <= ScanLibrary::longestName + 10 && pattern.match(name).hasMatch();
}

} // namespace

ScanLibrary::ScanLibrary(const QString &folder)
    : m_folder(folder)
{
}

QString ScanLibrary::safeName(const QString &asked)
{
    static const QRegularExpression unsafe(QStringLiteral("[^a-z0-9_.-]"));
    QString name = asked.trimmed().toLower().replace(unsafe, QStringLiteral("_")).left(longestName);
    // A name with a dot in front would be hidden, and the number follows after an underscore.
    while (name.startsWith(u'.') || name.startsWith(u'_'))
        name.remove(0, 1);
    while (name.endsWith(u'_'))
        name.chop(1);
    return name.isEmpty() ? QStringLiteral("scan") : name;
}

ScanFolder ScanLibrary::create(const QString &base) const
{
    if (const std::error_code error = makeFolder(m_folder)) {
        throw ThingError(
            QStringLiteral("ScanFileError"),
            QStringLiteral("The folder %1 cannot be made: %2.").arg(m_folder, toText(error)));
    }
    int number = 1;
    const QRegularExpression numbered(
        QStringLiteral("^%1_([0-9]{4})$").arg(QRegularExpression::escape(base)));
    const QStringList taken = QDir(m_folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    for (const QString &name : taken) {
        const auto match = numbered.match(name);
        if (match.hasMatch())
            number = std::max(number, match.captured(1).toInt() + 1);
    }
    for (; number <= mostOfAName; ++number) {
        const QString path =
            m_folder + QStringLiteral("/%1_%2").arg(base).arg(number, 4, 10, QLatin1Char('0'));
        if (::mkdir(QFile::encodeName(path).constData(), 0777) == 0) {
            ScanFolder folder(path);
            folder.prepare();
            return folder;
        }
        if (errno != EEXIST) {
            const std::error_code error(errno, std::generic_category());
            throw ThingError(
                error == std::errc::no_space_on_device ? QStringLiteral("DiskFullError")
                                                       : QStringLiteral("ScanFileError"),
                QStringLiteral("The folder %1 cannot be made: %2.").arg(path, toText(error)));
        }
    }
    throw ThingError(
        QStringLiteral("There are %1 scans with the name %2 already. Choose another name, or "
                       "delete some.")
            .arg(mostOfAName)
            .arg(base));
}

QStringList ScanLibrary::names() const
{
    QStringList names;
    const QStringList entries =
        QDir(m_folder).entryList(QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &entry : entries) {
        if (isLegal(entry)
            && QFileInfo(m_folder + u'/' + entry + QStringLiteral("/images")).isDir())
            names << entry;
    }
    return names;
}

ScanFolder ScanLibrary::find(const QString &name) const
{
    if (!isLegal(name)) {
        throw ResourceError(
            ResourceError::Kind::BadName,
            QStringLiteral("\"%1\" cannot be the name of a scan: it has letters, digits, "
                           "\"_\", \".\" and \"-\".")
                .arg(name));
    }
    const QFileInfo info(m_folder + u'/' + name);
    if (!info.isDir() || info.isSymLink()) {
        throw ResourceError(ResourceError::Kind::NotFound,
                            QStringLiteral("There is no scan with the name %1.").arg(name));
    }
    return ScanFolder(info.filePath());
}

QStringList ScanLibrary::unfinished() const
{
    struct Begun
    {
        QDateTime when;
        QString name;
    };
    QList<Begun> begun;
    QSet<QString> superseded;
    const QStringList all = names();
    for (const QString &name : all) {
        try {
            const ScanFolder folder(m_folder + u'/' + name);
            const auto resume = folder.resume();
            if (!resume)
                continue;
            // Only the latest of several sets knows how far the whole scan has come.
            const QStringList earlier = resume->scans.first(resume->scans.size() - 1);
            superseded += QSet<QString>(earlier.cbegin(), earlier.cend());
            // A set that is complete is not the end of a scan of several ones.
            if (!resume->isFinished || resume->set() + 1 < resume->plan.sets()) {
                begun << Begun {
                    QFileInfo(folder.path() + QStringLiteral("/resume.json")).lastModified(), name};
            }
        } catch (const ThingError &) {
            // A file that cannot be read is no reason to hide the other scans.
        }
    }
    std::ranges::stable_sort(begun, {}, &Begun::when);
    QStringList result;
    for (const Begun &scan : std::as_const(begun)) {
        if (!superseded.contains(scan.name))
            result << scan.name;
    }
    return result;
}

void ScanLibrary::remove(const QString &name) const
{
    const QString path = find(name).path();
    // A reader must not find a scan without some of its pictures.
    const QString doomed =
        m_folder + QStringLiteral("/.removed-") + QUuid::createUuid().toString(QUuid::Id128);
    if (const std::error_code error = moveFile(path, doomed)) {
        throw ThingError(
            QStringLiteral("ScanFileError"),
            QStringLiteral("The scan %1 cannot be deleted: %2.").arg(name, toText(error)));
    }
    if (!QDir(doomed).removeRecursively()) {
        throw ThingError(
            QStringLiteral("ScanFileError"),
            QStringLiteral("Some files of the scan %1 could not be deleted; they are in %2.")
                .arg(name, doomed));
    }
}

} // namespace Holdfast
