// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QUuid>

#include <memory>

namespace Holdfast {

//! \brief Binary data that an action returns: an image, a file. Immutable; copies share the data.
//! Over HTTP it is downloaded by its id, for as long as an invocation keeps it.
class Blob
{
public:
    Blob() = default; //!< no data: isNull()
    Blob(QByteArray data, QString mediaType, QString description = {});

    bool isNull() const { return !m_data; }
    QUuid id() const;
    QByteArray data() const;
    QString mediaType() const;
    QString description() const;

    friend bool operator==(const Blob &a, const Blob &b) { return a.m_data == b.m_data; }

private:
    struct Data;
    std::shared_ptr<const Data> m_data;
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::Blob)
