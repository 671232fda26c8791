// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picture/keptpictures.h"

#include "core/base/statefolder.h"
#include "core/base/taskthread.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <memory>
#include <mutex>

namespace Holdfast::KeptPictures {

namespace {

//! The pictures that are being kept; this outlives a caller that does not wait any more.
struct Work
{
    std::mutex mutex;
    QList<QString> problems; //!< of those that are done; empty for one that is kept
};

QString lost(const Unsaved &picture, const QString &why)
{
    return QStringLiteral("The picture %1 was saved nowhere and is lost: %2")
        .arg(QDir::toNativeSeparators(picture.name.path()), why);
}

} // namespace

QString defaultFolder()
{
    return stateFolder() + QStringLiteral("/holdfast/pictures");
}

QStringList keep(const QList<Unsaved> &pictures, const QString &folder,
                 std::chrono::milliseconds limit)
{
    if (pictures.isEmpty())
        return {};
    const auto work = std::make_shared<Work>();
    // In a thread of its own, so that a disk that does not answer does not keep the program from
    // ending.
    TaskThread thread(QStringLiteral("pictures"));
    for (const Unsaved &picture : pictures) {
        thread.start([work, picture, folder] {
            const PictureName name {folder, picture.name.stem, picture.name.suffix};
            const QString problem = writePicture(name, picture.data).problem;
            const std::lock_guard lock(work->mutex);
            work->problems << problem;
        });
    }
    thread.end(QDeadlineTimer(limit));
    const std::lock_guard lock(work->mutex);
    QStringList all;
    for (qsizetype i = 0; i < pictures.size(); ++i) {
        if (i >= work->problems.size())
            all << lost(pictures[i], QStringLiteral("%1 does not answer.").arg(folder));
        else if (!work->problems[i].isEmpty())
            all << lost(pictures[i], work->problems[i]);
    }
    return all;
}

QList<Kept> in(const QString &folder)
{
    QFileInfoList files;
    for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        it.next();
        if (!it.fileInfo().isSymLink())
            files << it.fileInfo();
    }
    std::sort(files.begin(), files.end(), [](const QFileInfo &one, const QFileInfo &other) {
        return one.lastModified() < other.lastModified();
    });
    QList<Kept> all;
    for (const QFileInfo &info : std::as_const(files)) {
        QFile file(info.filePath());
        if (all.size() == mostOffered || !file.open(QIODevice::ReadOnly))
            continue;
        const QString relative = QDir(folder).relativeFilePath(info.path());
        const QString stem = relative == QStringLiteral(".")
                                 ? info.completeBaseName()
                                 : relative + u'/' + info.completeBaseName();
        all << Kept {info.filePath(),
                     {{}, stem, info.suffix()},
                     info.lastModified().toUTC(),
                     file.readAll()};
    }
    return all;
}

void remove(const QString &path, const QString &folder)
{
    QFile::remove(path);
    // Together with the folder of a series, when this was the last picture of the series.
    const QString above = QFileInfo(path).path();
    if (above != QDir(folder).path())
        QDir().rmdir(above);
}

} // namespace Holdfast::KeptPictures
