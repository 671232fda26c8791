// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/blob.h"

#include "core/thing/thingerror.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace Holdfast {

struct Blob::Data
{
    QUuid id = QUuid::createUuid();
    QByteArray bytes;
    QString file; //!< set instead of the bytes
    FileEnd fileEnd = FileEnd::Kept;
    qint64 size = 0;
    QString mediaType;
    QString description;

    Data() = default;
    Q_DISABLE_COPY_MOVE(Data)
    ~Data()
    {
        if (fileEnd == FileEnd::Deleted)
            QFile::remove(file);
    }

    QByteArray fromFile(qint64 first, qint64 count) const
    {
        QFile device(file);
        if (!device.open(QIODevice::ReadOnly) || device.size() != size || !device.seek(first)) {
            throw ThingError(QStringLiteral("The file \"%1\" of the blob has gone or changed.")
                                 .arg(QFileInfo(file).fileName()));
        }
        return device.read(count);
    }
};

Blob::Blob(QByteArray data, QString mediaType, QString description)
{
    const auto made = std::make_shared<Data>();
    made->size = data.size();
    made->bytes = std::move(data);
    made->mediaType = std::move(mediaType);
    made->description = std::move(description);
    m_data = made;
}

Blob Blob::fromFile(const QString &path, QString mediaType, QString description, FileEnd end)
{
    const QFileInfo info(path);
    QFile file(path);
    // The bytes of a pipe or a device cannot be read again.
    if (!info.isFile() || !file.open(QIODevice::ReadOnly)) {
        throw ThingError(QStringLiteral("The file \"%1\" cannot be read: %2.")
                             .arg(path, info.isFile() ? file.errorString()
                                                      : QStringLiteral("there is no such file")));
    }
    const auto made = std::make_shared<Data>();
    made->size = file.size();
    made->file = info.absoluteFilePath();
    made->mediaType = std::move(mediaType);
    made->description = std::move(description);
    made->fileEnd = end;
    return Blob(std::shared_ptr<const Data>(made));
}

QUuid Blob::id() const
{
    return m_data ? m_data->id : QUuid();
}

qint64 Blob::size() const
{
    return m_data ? m_data->size : 0;
}

bool Blob::isFile() const
{
    return m_data && !m_data->file.isEmpty();
}

QByteArray Blob::data(qint64 first, qint64 count) const
{
    const qint64 begin = std::clamp<qint64>(first, 0, size());
    const qint64 length = std::clamp<qint64>(count, 0, size() - begin);
    if (!m_data)
        return {};
    if (isFile())
        return m_data->fromFile(begin, length);
    return length == size() ? m_data->bytes : m_data->bytes.mid(begin, length);
}

QString Blob::mediaType() const
{
    return m_data ? m_data->mediaType : QString();
}

QString Blob::description() const
{
    return m_data ? m_data->description : QString();
}

} // namespace Holdfast
