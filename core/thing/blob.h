// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QUuid>

#include <functional>
#include <memory>

namespace Holdfast {

//! \brief Binary data that an action takes or returns: an image, a file. Immutable; copies share
//! the data, and its id. Over HTTP it is downloaded by that id, for as long as a copy exists: in an
//! invocation that has it as input or output, or in a Thing.
class Blob
{
public:
    //! Whether a blob's file is kept or deleted at the end of the blob.
    enum class FileEnd { Kept, Deleted };

    //! Makes a blob without data: isNull().
    Blob() = default; //!< no data: isNull()
    //! Makes a blob of bytes in memory. \a mediaType is as in "image/png".
    Blob(QByteArray data, QString mediaType, QString description = {});

    //! Makes a blob of the file at \a path. The bytes stay on the disk and must not change any
    //! more. Throws ThingError when there is no such file, or it cannot be read.
    static Blob fromFile(const QString &path, QString mediaType, QString description = {},
                         FileEnd end = FileEnd::Kept);

    //! Returns whether it has no data, not even an empty one.
    bool isNull() const { return !m_data; }
    //! Returns the id by which it is downloaded.
    QUuid id() const;
    //! Returns how many bytes it has.
    qint64 size() const;
    //! Returns its media type, as in "image/png".
    QString mediaType() const;
    //! Returns what it is, for people; may be empty.
    QString description() const;

    //! Returns whether data() reads the disk, which takes time.
    bool isFile() const;
    //! Returns all bytes. Throws ThingError when its file can no longer be read.
    QByteArray data() const { return data(0, size()); }
    //! Returns the \a count bytes from \a first on; fewer at the end. Throws as data().
    QByteArray data(qint64 first, qint64 count) const;

    //! Returns whether both are copies of the same blob.
    friend bool operator==(const Blob &a, const Blob &b) { return a.m_data == b.m_data; }

private:
    friend class WeakBlob;
    struct Data;
    explicit Blob(std::shared_ptr<const Data> data)
        : m_data(std::move(data))
    {
    }
    std::shared_ptr<const Data> m_data;
};

//! \brief Refers to a blob without keeping it.
class WeakBlob
{
public:
    //! Refers to no blob.
    WeakBlob() = default;
    //! Refers to \a blob.
    explicit WeakBlob(const Blob &blob)
        : m_data(blob.m_data)
    {
    }
    //! Returns the blob; null when no copy of it exists any more.
    Blob blob() const { return Blob(m_data.lock()); }
    //! Returns whether no copy of the blob exists any more.
    bool isGone() const { return m_data.expired(); }

private:
    std::weak_ptr<const Blob::Data> m_data;
};

//! Finds a blob by its id; returns null when there is none.
using FindBlob = std::function<Blob(const QUuid &id)>;

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::Blob)
