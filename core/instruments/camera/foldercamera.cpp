// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/foldercamera.h"

#include "core/thing/error.h"

#include <QDir>

namespace Holdfast {

namespace {

std::chrono::nanoseconds frameInterval(const FolderCameraOptions &options)
{
    options.check();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double>(1 / options.frameRate));
}

} // namespace

void FolderCameraOptions::check() const
{
    if (folder.isEmpty()) {
        throw ThingError(
            QStringLiteral("The option folder is missing: the folder with the pictures."));
    }
    if (!QDir::isAbsolutePath(folder) && !folder.startsWith(QLatin1String("~/"))) {
        throw ThingError(
            QStringLiteral("The option folder is \"%1\"; it must begin with / or ~/.").arg(folder));
    }
    if (!(frameRate >= slowest && frameRate <= fastest)) {
        throw ThingError(
            QStringLiteral("The option frame_rate is %1; it must be from %2 to %3 per second.")
                .arg(frameRate)
                .arg(slowest)
                .arg(fastest));
    }
}

FolderCamera::FolderCamera(const FolderCameraOptions &options)
    : m_folder(options.folder, options.loop)
    , m_fileName(this, &FolderCamera::fileNameChanged)
    , m_pictureCount(this, &FolderCamera::pictureCountChanged, 0)
    , m_producer(frameInterval(options), [this] { produceFrame(); })
{
    describeThing(tr("A camera that shows the pictures in a folder, one after the other."),
                  tr("Camera"));
    describe("fileName", tr("The file that was shown or taken last."));
    describe("pictureCount", tr("How many pictures there are in the folder."));
}

FolderCamera::~FolderCamera()
{
    finish();
}

Json FolderCamera::state() const
{
    return {{"file_name", fileName().toStdString()}};
}

void FolderCamera::connectDevice()
{
    const std::lock_guard lock(m_folderMutex);
    m_folder.scan();
    m_leftOut.clear();
    m_pictureCount = m_folder.count();
}

void FolderCamera::startAcquisition()
{
    m_producer.setRunning(true);
}

void FolderCamera::stopAcquisition()
{
    m_producer.setRunning(false);
}

CameraImage FolderCamera::takePicture()
{
    const std::lock_guard lock(m_folderMutex);
    try {
        PictureFolder::Picture picture = m_folder.next();
        if (m_folder.count() != m_pictureCount)
            m_pictureCount = m_folder.count();
        reportLeftOut();
        m_fileName = picture.fileName;
        return std::move(picture.image);
    } catch (const CameraFault &fault) {
        lost(fault.fault());
        throw;
    }
}

// Requires m_folderMutex.
void FolderCamera::reportLeftOut()
{
    const QStringList leftOut = m_folder.leftOut();
    // While the folder itself is a fault, its pictures are none.
    if (leftOut == m_leftOut || !isConnected())
        return;
    m_leftOut = leftOut;
    if (leftOut.isEmpty()) {
        clearFault();
        return;
    }
    reportFault({.what = leftOut.size() == 1
                             ? tr("A picture in the folder cannot be used; the others are shown.")
                             : tr("%1 pictures in the folder cannot be used; the others are shown.")
                                   .arg(leftOut.size()),
                 .remedy = tr("Remove or replace the files that the details name."),
                 .details = leftOut.join(u' ')});
}

void FolderCamera::produceFrame()
{
    try {
        deliver(takePicture());
    } catch (const CameraFault &) {
        // It is reported as a fault.
    } catch (...) {
        deliverBadFrame(Error::fromException(std::current_exception()).message());
    }
}

} // namespace Holdfast
