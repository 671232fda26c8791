// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <system_error>

namespace Holdfast {

//! \brief A file that gets its final name only when its contents are complete and on the disk.
//!
//! Holdfast writes all its files this way, because a full disk may show only in the last step of a
//! write. Every step is checked: the data is accepted, it is on the disk, the file has its name, and
//! the folder's entry survives a power failure. After an error the previous file is unchanged. All
//! functions may block; they return an error code that is false when all went well.
class StagedFile
{
public:
    //! \brief What happens to a file that has the name already.
    enum class Existing {
        Replace,
        Keep, //!< the staged file does not get the name; the error is file_exists
    };

    StagedFile() = default;
    //! Removes the file if it did not get its name.
    ~StagedFile();
    Q_DISABLE_COPY_MOVE(StagedFile)

    //! Writes \a data through to the disk, in \a folder, which is created if need be. The file gets
    //! \a permissions (as chmod takes them), or the process's default when they are negative.
    std::error_code write(const QString &folder, const QByteArray &data, int permissions = -1);

    //! Gives the file its name, in the folder that it is in. The check for an existing file and the
    //! renaming are one atomic step.
    std::error_code putInPlace(const QString &path, Existing existing);

    //! Removes from \a folder what programs that were killed have left. No program may be writing
    //! there.
    static void removeLeftovers(const QString &folder);

private:
    QByteArray m_part; //!< the file without its final name; empty when there is nothing to remove
};

//! Replaces the file \a path by one with \a data, atomically: readers find either the old or the new
//! file, also when the program is killed or the power fails. Permissions are kept. Where \a path is a
//! symbolic link, its target is replaced. A file that this account may not write is not touched.
std::error_code replaceFile(const QString &path, const QByteArray &data);

//! Renames a file within its folder. Fails with file_exists when the new name is taken.
std::error_code moveFile(const QString &from, const QString &to);

//! Creates \a folder and its missing parents, so that they survive a power failure.
std::error_code makeFolder(const QString &folder);

//! Returns the message of \a error without a full stop: "No space left on device".
QString toText(const std::error_code &error);

} // namespace Holdfast
