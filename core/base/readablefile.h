// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>

namespace Holdfast {

//! \brief A regular file that is open for reading. It stays the same file when its name is given to another
//! one meanwhile. Its functions may block, and may be called in any thread.
class ReadableFile
{
public:
    //! Opens the file \a path. Returns null when there is no such file, it may not be read, or it is a folder, a
    //! device or a pipe, which would block.
    static std::shared_ptr<const ReadableFile> open(const QString &path);

    //! Opens the file to which \a steps, the names of folders and then of a file, lead from \a folder. Returns null
    //! also when a step is hidden (it begins with a dot, as "." and ".." do), is empty, has a slash in it, or is a
    //! symbolic link: so no steps lead out of the folder, whatever another program does there at the same time.
    static std::shared_ptr<const ReadableFile> openBelow(const QString &folder,
                                                         const QStringList &steps);

    ~ReadableFile();
    Q_DISABLE_COPY_MOVE(ReadableFile)

    //! Returns its size when it was opened, in bytes.
    qint64 size() const { return m_size; }
    //! Returns a word of letters, digits and "-" that changes when the file is replaced or written.
    const QByteArray &version() const { return m_version; }
    //! Returns its media type, by its name: "image/jpeg", or "application/octet-stream" for an unknown one.
    QByteArray mediaType() const;

    //! Returns \a count bytes from \a first on; fewer when the file has become shorter. Throws std::system_error.
    QByteArray read(qint64 first, qint64 count) const;

private:
    ReadableFile(int descriptor, QString name);
    static std::shared_ptr<const ReadableFile> take(int descriptor, const QString &name);

    const int m_descriptor;
    const QString m_name;
    qint64 m_size = 0;
    QByteArray m_version;
};

} // namespace Holdfast
