// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

namespace Holdfast {

//! \brief What the configuration can say about a FolderCamera.
struct FolderCameraOptions
{
    Q_GADGET
    Q_PROPERTY(QString folder MEMBER folder)
    Q_PROPERTY(double frameRate MEMBER frameRate)
    Q_PROPERTY(bool loop MEMBER loop)
public:
    static constexpr double slowest = 0.1;
    static constexpr double fastest = 60;

    QString folder;       //!< with JPEG and PNG files; an absolute path, or one that begins with ~/
    double frameRate = 5; //!< of the live stream, per second, from \ref slowest to \ref fastest
    bool loop = true;     //!< whether the first picture follows the last one, which otherwise stays

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
};

} // namespace Holdfast
