// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/upstream/upstreamexchange.h"
#include "core/thing/blob.h"

#include <QByteArray>

#include <memory>

class QNetworkReply;
class QTemporaryFile;

namespace Holdfast {

class UpstreamConnection;

//! \brief The bytes of another server's blob on their way here. Larger ones go into a temporary file.
class UpstreamDownload : public std::enable_shared_from_this<UpstreamDownload>
{
public:
    //! Begins it. \a request.limit is for the silence between two bytes.
    static std::shared_ptr<UpstreamDownload> begin(UpstreamConnection &connection,
                                                   const StationRequest &request);
    ~UpstreamDownload();

    //! The answer, without its body, is there when the download has ended.
    UpstreamExchange &exchange() { return m_exchange; }
    //! Returns what was fetched. To be called once, after a good answer.
    Blob blob(const QString &mediaType, const QString &description);

private:
    UpstreamDownload();
    void start(UpstreamConnection &connection, const StationRequest &request);
    void read(QNetworkReply &reply);

    UpstreamExchange m_exchange;
    // In the connection's thread, until the end:
    QByteArray m_bytes;
    std::unique_ptr<QTemporaryFile> m_file;
    QString m_failure;
};

} // namespace Holdfast
