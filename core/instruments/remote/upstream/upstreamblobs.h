// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/upstream/upstreamconnection.h"
#include "core/thing/json/jsonconversion.h"

#include <QHash>
#include <QUuid>

#include <mutex>

namespace Holdfast {

//! \brief The blobs of another server: they are fetched once, and are this station's own from then on,
//! because they end there with their invocation. Thread-safe.
class UpstreamBlobs
{
public:
    //! A blob may be as large as this; those of more than a few megabytes are kept in a temporary file.
    static constexpr qint64 largest = qint64(8) * 1024 * 1024 * 1024;

    //! \a connection lives longer.
    explicit UpstreamBlobs(UpstreamConnection &connection);

    //! Returns \a output with all its blobs. Blocks while they are fetched; a cancellation of the
    //! action that this thread runs ends that. Throws ThingError when one cannot be fetched.
    Payload fetched(Json output);

    //! Returns \a input with the other server's own addresses in place of ours. Throws
    //! InvalidInputError for a blob that is not from there.
    Json sendable(Json input, const QList<Blob> &blobs);

private:
    void fetchIn(Json &json, QList<Blob> &blobs);
    Blob fetch(const QString &href, const QString &mediaType, const QString &description);

    UpstreamConnection &m_connection;
    std::mutex m_mutex;
    struct Known
    {
        WeakBlob blob;
        QString href;
    };
    QHash<QUuid, Known> m_known;
};

} // namespace Holdfast
