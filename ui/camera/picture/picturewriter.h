// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace Holdfast {

//! \brief The parts of the name of a picture's file.
struct PictureName
{
    QString folder;
    QString stem; //!< may begin with folders of its own: "2026-11-25-143012-series/0001"
    QString suffix;

    QString path() const { return folder + u'/' + stem + u'.' + suffix; }
    friend bool operator==(const PictureName &, const PictureName &) = default;
};

//! \brief The outcome of writing a picture.
struct PictureWritten
{
    QString path;    //!< where it is; empty when it is nowhere
    QString problem; //!< why it is on no disk, and the remedy
};

//! Writes a picture to the disk. Called in any thread, by several at once.
using PictureWriter = std::function<PictureWritten(const PictureName &, const QByteArray &)>;

//! Writes \a data as \a name, or as the first of "stem-2", "stem-3" ... that is free. Makes the
//! folder when there is none. Never replaces a file, even when other programs write into the folder
//! at the same moment; a file with a picture's name is always whole. Slow.
PictureWritten writePicture(const PictureName &name, const QByteArray &data);

} // namespace Holdfast
