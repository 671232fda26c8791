// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamstream.h"

#include <QNetworkReply>

#include <utility>

namespace Holdfast {

UpstreamStream::UpstreamStream(UpstreamConnection &connection, const QString &path,
                               std::function<void(const QByteArray &)> publish)
    : m_connection(connection)
    , m_path(path)
    , m_publish(std::move(publish))
{
    m_again.setParent(this);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &UpstreamStream::begin);
}

UpstreamStream::~UpstreamStream()
{
    delete std::exchange(m_reply, nullptr);
}

void UpstreamStream::setWanted(bool wanted)
{
    m_isWanted = wanted;
    if (wanted) {
        if (!m_reply && !m_again.isActive())
            begin();
        return;
    }
    m_again.stop();
    m_reader.reset();
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        std::exchange(m_reply, nullptr)->deleteLater();
    }
}

void UpstreamStream::begin()
{
    if (m_connection.isDown()) {
        m_again.start(pause);
        return;
    }
    StationRequest request {.path = m_path};
    request.limit = longestSilence;
    m_reply = m_connection.open(request, UpstreamConnection::Lane::Stream);
    connect(m_reply, &QNetworkReply::readyRead, this, &UpstreamStream::read);
    connect(m_reply, &QNetworkReply::finished, this, &UpstreamStream::end);
}

void UpstreamStream::read()
{
    if (!m_reader) {
        if (m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200)
            return;
        m_reader.emplace(m_reply->header(QNetworkRequest::ContentTypeHeader).toByteArray());
    }
    if (!m_reader->isStream() || m_reader->isBroken()) {
        m_reply->abort();
        return;
    }
    m_reader->add(m_reply->readAll());
    // Only the latest counts, when several have come at once.
    std::optional<QByteArray> latest;
    while (auto picture = m_reader->next())
        latest = std::move(picture);
    if (!latest)
        return;
    fail({});
    m_publish(*latest);
}

void UpstreamStream::end()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto reader = std::exchange(m_reader, {});
    if (reader && (!reader->isStream() || reader->isBroken()))
        fail(QStringLiteral("what it sends is no MJPEG stream"));
    else if (status >= 400)
        fail(QStringLiteral("it answered %1").arg(status));
    else
        fail(reply->error() == QNetworkReply::NoError ? QStringLiteral("the server has ended it")
                                                      : reply->errorString());
    if (m_isWanted)
        m_again.start(pause);
}

void UpstreamStream::fail(const QString &why)
{
    if (std::exchange(m_failure, why) != why)
        Q_EMIT failed(why);
}

} // namespace Holdfast
