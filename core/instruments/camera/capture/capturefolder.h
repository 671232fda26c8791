// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace Holdfast {

//! Returns "2026-11-30-184512", the local time as the beginning of a picture's file name. It has no "_" before a number,
//! which programs that read positions from names look for.
QString pictureStem(const QDateTime &taken);

//! Writes \a file into \a folder, which is made if need be, under the name of \a taken and \a suffix
//! ("2026-11-30-184512.jpeg"), or with "-2", "-3" and so on behind the time where the name is taken. No file is
//! replaced, and one with such a name is always whole. Returns its path. Throws a ThingError when it cannot be written.
QString keepPicture(const QString &folder, const QDateTime &taken, const QString &suffix,
                    const QByteArray &file);

//! Returns whether \a name is that of a picture that can be in such a folder: not a path, not hidden, and with the end
//! of a picture's name.
bool isPictureName(const QString &name);

//! Removes the picture \a name from \a folder. Throws a ResourceError when it has no such picture: a link is none.
void removePicture(const QString &folder, const QString &name);

} // namespace Holdfast
