// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/readablefile.h"
#include "core/lock/principal.h"
#include "core/session/reply.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>

namespace Holdfast {

class Station;

//! \brief The contents of a resource, or of a file: its bytes, or a file that is open.
struct ResourceContents
{
    QByteArray mediaType {}; //!< never empty
    QByteArray version {};   //!< a word that differs for other contents
    QByteArray bytes {};     //!< all of them, when there is no file
    std::shared_ptr<const ReadableFile> file {};

    //! Returns how many bytes there are.
    qint64 size() const { return file ? file->size() : bytes.size(); }
};

//! \brief The resources of Things, and files, read and removed in workers. The part of a Session that does it; no
//! call waits or throws.
class ResourceAccess
{
public:
    //! Works for \a principal.
    ResourceAccess(Station &station, Principal principal);

    //! Answers with a resource of the Thing \a thing, which was declared with \a path. Fails with NotFound, NotAllowed,
    //! BadName, Conflict, or what the Thing's code threw.
    Reply<ResourceContents> get(const QString &thing, const QString &path,
                                const QString &rest) const;
    //! Removes a resource. Fails likewise.
    Reply<void> remove(const QString &thing, const QString &path, const QString &rest) const;
    //! Answers with a file in the folder for data of a Thing: see ReadableFile::openBelow(). Fails with NotFound.
    Reply<ResourceContents> dataFile(const QString &thing, const QStringList &steps) const;
    //! Answers with a file below any folder. Fails with NotFound.
    Reply<ResourceContents> file(const QString &folder, const QStringList &steps) const;
    //! Answers with bytes of \a contents.
    Reply<QByteArray> bytes(const ResourceContents &contents, qint64 first, qint64 count) const;

private:
    Station &m_station;
    Principal m_principal;
};

} // namespace Holdfast
