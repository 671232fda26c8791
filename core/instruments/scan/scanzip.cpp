// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scanzip.h"

#include "core/thing/thingerror.h"
#include "core/thing/workcontext.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <memory>
#include <zip.h>

namespace Holdfast {

namespace {

[[noreturn]] void fail(const QString &zip, const char *why)
{
    throw ThingError(
        QStringLiteral("ScanFileError"),
        QStringLiteral("The file %1 cannot be written: %2.").arg(zip, QString::fromLocal8Bit(why)));
}

//! What is compressed already only costs time to compress again.
bool isCompressed(const QString &name)
{
    static const QStringList suffixes {QStringLiteral("jpeg"), QStringLiteral("jpg"),
                                       QStringLiteral("png")};
    return suffixes.contains(QFileInfo(name).suffix().toLower());
}

//! Returns the folders with the pieces of pictures for viewers.
QStringList foldersOfPieces(const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, {QStringLiteral("*.dzi")}, QDir::Files | QDir::NoSymLinks,
                       QDirIterator::Subdirectories);
    while (files.hasNext())
        found << files.next().chopped(QStringLiteral(".dzi").size()) + QStringLiteral("_files/");
    return found;
}

void add(zip_t *archive, const QString &zip, const QString &name, const QString &path)
{
    zip_source_t *source = zip_source_file(archive, QFile::encodeName(path).constData(), 0, 0);
    if (!source)
        fail(zip, zip_strerror(archive));
    const auto index = zip_file_add(archive, name.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        fail(zip, zip_strerror(archive));
    }
    if (isCompressed(name))
        zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_STORE, 0);
}

void onProgress(zip_t *, double share, void *callback)
{
    const auto &progress = *static_cast<const std::function<void(double)> *>(callback);
    if (progress)
        progress(share);
}

int isCancelled(zip_t *, void *)
{
    const WorkContext *work = WorkContext::current();
    return work && work->isCancelRequested() ? 1 : 0;
}

} // namespace

void writeZip(const QString &folder, const QString &zip,
              const std::function<void(double)> &progress)
{
    int error = 0;
    std::unique_ptr<zip_t, void (*)(zip_t *)> archive(
        zip_open(QFile::encodeName(zip).constData(), ZIP_CREATE | ZIP_EXCL, &error), zip_discard);
    if (!archive) {
        zip_error_t details;
        zip_error_init_with_code(&details, error);
        const QByteArray why = zip_error_strerror(&details);
        zip_error_fini(&details);
        fail(zip, why.constData());
    }
    const QStringList pieces = foldersOfPieces(folder);
    QDirIterator files(folder, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString suffix = files.fileInfo().suffix();
        const auto holdsIt = [&path](const QString &of) { return path.startsWith(of); };
        if (suffix != u"zip" && suffix != u"dzi" && std::ranges::none_of(pieces, holdsIt))
            add(archive.get(), zip, path.mid(folder.size() + 1), path);
    }
    // The callbacks are called in this thread, by zip_close().
    auto callback = progress;
    zip_register_progress_callback_with_state(archive.get(), 0.01, onProgress, nullptr, &callback);
    zip_register_cancel_callback_with_state(archive.get(), isCancelled, nullptr, nullptr);
    if (zip_close(archive.get()) != 0) {
        const QByteArray why = zip_strerror(archive.get());
        archive.reset();
        throwIfCancelled();
        fail(zip, why.constData());
    }
    (void)archive.release(); // zip_close() has freed it.
}

} // namespace Holdfast
