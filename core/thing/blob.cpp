// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/blob.h"

#include <utility>

namespace Holdfast {

struct Blob::Data
{
    QUuid id;
    QByteArray bytes;
    QString mediaType;
    QString description;
};

Blob::Blob(QByteArray data, QString mediaType, QString description)
    : m_data(std::make_shared<const Data>(
        Data {QUuid::createUuid(), std::move(data), std::move(mediaType), std::move(description)}))
{
}

QUuid Blob::id() const
{
    return m_data ? m_data->id : QUuid();
}

QByteArray Blob::data() const
{
    return m_data ? m_data->bytes : QByteArray();
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
