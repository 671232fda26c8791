// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/cameraimage.h"

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace Holdfast {

//! \brief The pictures in a folder, one after the other in the order of their names. Pictures that cannot be used
//! are left out: those that are broken, and those of another size than the first good one. Changes of the folder are
//! noticed. To be used by one thread at a time.
class PictureFolder
{
public:
    //! \brief A picture, and the name of its file.
    struct Picture
    {
        QString fileName;
        CameraImage image; //!< a JPEG stays one
    };

    //! Refers to a folder, which need not exist yet. With \a loop the first picture follows the last one.
    PictureFolder(const QString &path, bool loop);

    //! Reads the names of the pictures. Throws a CameraFault when there is no folder or no picture in it that can be
    //! used, or it must not be read.
    void scan();
    //! Returns the next picture. Throws a CameraFault when there is none that can be used.
    Picture next();

    //! Returns how many pictures there are, with those that are left out.
    int count() const { return int(m_names.size()); }
    //! Returns the sentences on the pictures that were left out so far, in the order of their names.
    QStringList leftOut() const;

private:
    struct Verdict
    {
        QDateTime changed; //!< the file, when it was judged
        QString problem;   //!< empty: it can be used
    };

    QString path(const QString &name) const;
    CameraImage read(const QString &name);
    std::optional<Picture> nextOfTheNames();
    void forgetOld();
    void requireOne();
    [[noreturn]] void throwNone() const;

    const QString m_path;
    const bool m_loop;
    QDateTime
        m_scanned; //!< the folder's own time when it was read; invalid: it is to be read again
    QStringList m_names;
    qsizetype m_next = 0;
    QString m_shown; //!< the name of the last good picture
    QSize m_size;    //!< of the first good picture
    QMap<QString, Verdict> m_verdicts;
};

} // namespace Holdfast
