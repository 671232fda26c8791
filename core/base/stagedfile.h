// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <system_error>

namespace Holdfast {

//! \brief A file on its way to the disk: it has no name that anybody looks for until all of it is there.
//!
//! Whatever Holdfast writes goes this way, because the last step of a write is where a full disk shows.
//! Every step is checked: that the data was taken, that it is on the disk, that the file has its name,
//! and that the folder says so after a power failure too. An error leaves what was there before as it
//! was. All functions take their time; what they return is false when all went well.
class StagedFile
{
public:
    //! \brief What becomes of a file that has the name already.
    enum class Existing {
        Replace,
        Keep, //!< and the staged one does not get that name: file_exists
    };

    StagedFile() = default;
    //! Removes what did not get a name.
    ~StagedFile();
    Q_DISABLE_COPY_MOVE(StagedFile)

    //! Writes \a data through to the disk, in \a folder, which is made if need be. Whoever may read
    //! the file is up to the process, or to \a permissions (as chmod takes them).
    std::error_code write(const QString &folder, const QByteArray &data, int permissions = -1);

    //! Gives the file its name, in the folder that it is in. The check and the renaming are one step
    //! of the file system.
    std::error_code putInPlace(const QString &path, Existing existing);

    //! Removes from \a folder what was left by programs that were killed. Nobody may be writing there.
    static void removeLeftovers(const QString &folder);

private:
    QByteArray m_part; //!< empty when there is nothing to remove
};

//! Replaces the file \a path by one with \a data: whoever reads it, and whenever the program is killed
//! or the power fails, finds the old or the new one. Permissions stay as they were; of a link, the file
//! that it leads to is replaced. A file that this account may not write is left alone.
std::error_code replaceFile(const QString &path, const QByteArray &data);

//! Gives a file another name in the same folder, which no file has.
std::error_code moveFile(const QString &from, const QString &to);

//! Makes \a folder, with all that are above it, so that a power failure does not unmake it.
std::error_code makeFolder(const QString &folder);

//! "No space left on device", without a full stop.
QString toText(const std::error_code &error);

} // namespace Holdfast
