// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/etcd/etcdwatch.h"

#include "core/lab/etcd/etcdjson.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

using std::chrono::milliseconds;

// What is longer is no message, but a sender without an end.
constexpr qsizetype s_longestLine = 16 * 1024 * 1024;
constexpr milliseconds s_firstPause {50};
constexpr milliseconds s_longestPause {1000};

milliseconds pauseAfter(int failures)
{
    return std::min(s_longestPause, s_firstPause * (1 << std::min(failures, 5)));
}

EtcdError wrongAnswer(const QString &message)
{
    return {EtcdError::Kind::Ambiguous, EtcdCode::Unknown, message};
}

} // namespace

EtcdWatch::EtcdWatch(EtcdClient &client, EtcdKeys keys, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_keys(std::move(keys))
{
    EtcdClient::prepare(m_manager);
    m_again.setSingleShot(true);
    m_silence.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &EtcdWatch::connectNext);
    connect(&m_silence, &QTimer::timeout, this,
            [this] { end(wrongAnswer(QStringLiteral("the watch is silent"))); });
}

EtcdWatch::~EtcdWatch()
{
    close();
}

void EtcdWatch::start(qint64 revision)
{
    close();
    m_isWanted = true;
    m_next = revision;
    m_expected = 0;
    m_failures = 0;
    connectNext();
}

void EtcdWatch::expect(qint64 revision)
{
    if (revision < m_next || !m_isOpen)
        return; // while it is opened, there is a time-out for that
    m_expected = std::max(m_expected, revision);
    if (!m_silence.isActive())
        m_silence.start(m_client.options().timeout);
}

void EtcdWatch::connectNext()
{
    m_again.stop();
    const QByteArray stale = m_isTokenStale ? m_token : QByteArray();
    m_client.logIn(stale, this, [this](const std::optional<EtcdError> &error) {
        if (!m_isWanted || m_reply)
            return;
        if (error)
            end(*error);
        else
            open();
    });
}

void EtcdWatch::open()
{
    m_token = m_client.token();
    m_isTokenStale = false;
    m_text.clear();
    m_reply = m_manager.post(m_client.request("/v3/watch", m_endpoint),
                             toBytes(EtcdJson::writeWatch(m_keys, m_next)));
    connect(m_reply, &QNetworkReply::readyRead, this, &EtcdWatch::read);
    connect(m_reply, &QNetworkReply::finished, this, &EtcdWatch::finish);
    m_silence.start(m_client.options().timeout);
}

void EtcdWatch::read()
{
    if (!m_reply)
        return;
    m_text += m_reply->readAll();
    // A message may end the connection, and start() may be called meanwhile.
    const QNetworkReply *const reply = m_reply;
    for (qsizetype end = m_text.indexOf('\n'); end >= 0; end = m_text.indexOf('\n')) {
        const QByteArray line = m_text.first(end);
        m_text.remove(0, end + 1);
        const std::optional<EtcdWatchMessage> message =
            EtcdJson::readWatchMessage(EtcdJson::parse(line));
        if (message)
            take(*message);
        else
            this->end(wrongAnswer(QStringLiteral("the watch has sent what is not JSON of etcd")));
        if (m_reply != reply)
            return;
    }
    if (m_text.size() > s_longestLine)
        end(wrongAnswer(QStringLiteral("the watch has sent a line without an end")));
}

void EtcdWatch::finish()
{
    read();
    if (!m_reply)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 400) {
        m_isTokenStale = true;
        end(EtcdJson::readError(EtcdJson::parse(m_text), status));
    } else {
        end(EtcdClient::errorOf(*m_reply));
    }
}

void EtcdWatch::take(const EtcdWatchMessage &message)
{
    if (message.isCanceled && message.compactRevision > 0) {
        close();
        m_isWanted = false;
        Q_EMIT compacted();
        return;
    }
    if (message.isCanceled) {
        // The reason is a text alone, so a new token is tried in any case.
        m_isTokenStale = true;
        end({EtcdError::Kind::Refused, EtcdCode::Unknown, message.cancelReason});
        return;
    }
    if (message.isCreated) {
        m_isOpen = true;
        m_failures = 0;
        m_silence.stop();
        Q_EMIT opened();
        return;
    }
    QList<EtcdEvent> fresh;
    for (const EtcdEvent &event : message.events) {
        if (event.keyValue.modRevision >= m_next)
            fresh.append(event);
    }
    if (fresh.isEmpty())
        return;
    m_next = fresh.constLast().keyValue.modRevision + 1;
    if (m_next > m_expected)
        m_silence.stop();
    Q_EMIT changed(fresh);
}

void EtcdWatch::end(const EtcdError &error)
{
    close();
    ++m_endpoint;
    m_again.start(pauseAfter(m_failures++));
    Q_EMIT interrupted(error);
}

void EtcdWatch::close()
{
    m_again.stop();
    m_silence.stop();
    m_isOpen = false;
    m_expected = 0;
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        disconnect(reply, nullptr, this, nullptr);
        reply->abort();
        reply->deleteLater();
    }
}

} // namespace Holdfast
