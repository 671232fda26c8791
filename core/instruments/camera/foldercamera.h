// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/camera.h"
#include "core/instruments/camera/foldercameraoptions.h"
#include "core/instruments/camera/frameproducer.h"
#include "core/instruments/camera/picturefolder.h"
#include "core/thing/value.h"

#include <mutex>

namespace Holdfast {

//! \brief A camera that shows the pictures in a folder, in the order of their names: to try programs with pictures
//! that were taken before. Each live frame, and each picture that is taken, is the next one.
//!
//! Pictures that cannot be used are left out, which is a fault while the others are shown.
class FolderCamera : public Camera
{
    Q_OBJECT
    Q_PROPERTY(QString fileName READ fileName NOTIFY fileNameChanged)
    Q_PROPERTY(int pictureCount READ pictureCount NOTIFY pictureCountChanged)
public:
    //! Throws ThingError when an option is wrong.
    explicit FolderCamera(const FolderCameraOptions &options);
    ~FolderCamera() override;

    //! Returns the name of the file that was shown or taken last; empty before the first.
    QString fileName() const { return m_fileName; }
    //! Returns how many pictures there are in the folder.
    int pictureCount() const { return m_pictureCount; }

    Json state() const override;

Q_SIGNALS:
    void fileNameChanged(const QString &name);
    void pictureCountChanged(int count);

protected:
    void connectDevice() override;
    void startAcquisition() override;
    void stopAcquisition() override;
    CameraImage takePicture() override;

private:
    void produceFrame();
    void reportLeftOut();

    std::mutex m_folderMutex;
    PictureFolder m_folder; //!< guarded by m_folderMutex
    QStringList m_leftOut;  //!< that are in the present fault; guarded by m_folderMutex
    Value<QString> m_fileName;
    Value<int> m_pictureCount;
    FrameProducer m_producer; //!< the last member, so that its thread ends before the others go
};

} // namespace Holdfast
