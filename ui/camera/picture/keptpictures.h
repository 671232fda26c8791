// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/camera/picture/picturewriter.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>

namespace Holdfast {

//! \brief Pictures that were on no disk when the program ended: where they are kept until the next start
//! offers them.
namespace KeptPictures {

//! Returns the folder, which is below XDG's folder for state.
QString defaultFolder();

//! \brief A picture that is to be kept, and its intended place.
struct Unsaved
{
    PictureName name;
    QByteArray data;
};

//! Keeps \a pictures in \a folder. Waits, but not longer than \a limit. Returns a sentence for each that is
//! lost.
QStringList keep(const QList<Unsaved> &pictures, const QString &folder,
                 std::chrono::milliseconds limit);

//! \brief A picture that an earlier run has kept.
struct Kept
{
    QString path;
    PictureName name; //!< without a folder
    QDateTime taken;  //!< UTC
    QByteArray data;
};

//! At most this many are offered at a start; the others wait for the next.
inline constexpr int mostOffered = 100;

//! Returns the pictures in \a folder, the oldest first. Slow.
QList<Kept> in(const QString &folder);

//! Removes the kept file \a path, whose picture is saved elsewhere by now. Slow.
void remove(const QString &path, const QString &folder);

} // namespace KeptPictures

} // namespace Holdfast
