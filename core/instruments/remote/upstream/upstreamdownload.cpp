// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamdownload.h"

#include "core/instruments/remote/upstream/upstreamblobs.h"

#include <QDir>
#include <QNetworkReply>
#include <QPointer>
#include <QTemporaryFile>

namespace Holdfast {

namespace {

constexpr qint64 s_inMemory = 4 * 1024 * 1024;

} // namespace

UpstreamDownload::UpstreamDownload() = default;
UpstreamDownload::~UpstreamDownload() = default;

std::shared_ptr<UpstreamDownload> UpstreamDownload::begin(UpstreamConnection &connection,
                                                          const StationRequest &request)
{
    const std::shared_ptr<UpstreamDownload> download(new UpstreamDownload);
    connection.post([download, &connection, request] { download->start(connection, request); });
    return download;
}

void UpstreamDownload::start(UpstreamConnection &connection, const StationRequest &request)
{
    QNetworkReply *reply = connection.open(request, UpstreamConnection::Lane::Usual);
    const auto self = shared_from_this();
    QObject::connect(reply, &QNetworkReply::readyRead, reply,
                     [self, reply] { self->read(*reply); });
    QObject::connect(reply, &QNetworkReply::finished, reply, [self, reply] {
        self->read(*reply);
        reply->deleteLater();
        StationAnswer answer = RemoteStation::answerOf(*reply);
        if (!self->m_failure.isEmpty())
            answer = {.failure = self->m_failure};
        self->m_exchange.finish(answer);
    });
    // At the end of the connection, a reply is deleted without having finished.
    QObject::connect(reply, &QObject::destroyed, reply, [self] {
        self->m_exchange.abort(QStringLiteral("this station is shutting down"));
    });
    m_exchange.setAbort([reply = QPointer(reply), &connection] {
        connection.post([reply] {
            if (reply)
                reply->abort();
        });
    });
}

void UpstreamDownload::read(QNetworkReply &reply)
{
    if (reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200)
        return; // what else comes is read as an answer
    m_bytes += reply.readAll();
    const qint64 before = m_file ? m_file->size() : 0;
    if (!m_file && m_bytes.size() <= s_inMemory)
        return;
    if (!m_file) {
        m_file = std::make_unique<QTemporaryFile>(QDir::tempPath()
                                                  + QStringLiteral("/holdfast-blob-XXXXXX"));
        m_file->open();
    }
    if (before + m_bytes.size() > UpstreamBlobs::largest)
        m_failure = QStringLiteral("the blob is too large");
    else if (m_file->write(m_bytes) != m_bytes.size() || !m_file->flush())
        m_failure = QStringLiteral("the blob could not be written to %1: %2")
                        .arg(QDir::tempPath(), m_file->errorString());
    m_bytes.clear();
    if (!m_failure.isEmpty())
        reply.abort();
}

Blob UpstreamDownload::blob(const QString &mediaType, const QString &description)
{
    if (!m_file)
        return Blob(std::move(m_bytes), mediaType, description);
    m_file->setAutoRemove(false);
    m_file->close();
    return Blob::fromFile(m_file->fileName(), mediaType, description, Blob::FileEnd::Deleted);
}

} // namespace Holdfast
