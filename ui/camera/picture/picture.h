// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/camera/picture/picturewriter.h"

#include <QDateTime>
#include <QMetaType>
#include <QPixmap>

namespace Holdfast {

//! \brief A picture as the camera gave it.
struct TakenPicture
{
    QByteArray data; //!< a file, with all that the camera has put into it
    QString mediaType;
    QDateTime taken; //!< UTC
};

//! \brief A picture of this run, and where it is.
struct Picture
{
    enum class State { Saving, Saved, NotSaved };

    quint64 id = 0;
    PictureName name; //!< that it shall have, or would have had
    QDateTime taken;  //!< UTC
    qint64 size = 0;
    State state = State::Saving;
    QString path;    //!< once it is saved
    QString problem; //!< why it is not
    QByteArray data; //!< until it is saved
    QString kept;    //!< where an earlier run has kept it; empty for one of this run
    QPixmap thumbnail;
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::TakenPicture)
