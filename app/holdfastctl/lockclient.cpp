// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/lockclient.h"

#include "core/thing/foreignjson.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSysInfo>

namespace Holdfast::Ctl {

namespace {

constexpr qint64 s_largestAnswer = 16 * 1024 * 1024;

//! Who asks, as the server's owner cards and logs show it.
QByteArray clientLabel()
{
    QString user = qEnvironmentVariable("USER");
    if (user.isEmpty())
        user = qEnvironmentVariable("LOGNAME", QStringLiteral("somebody"));
    QByteArray label =
        QStringLiteral("%1@%2 (holdfastctl)").arg(user, QSysInfo::machineHostName()).toUtf8();
    for (char &c : label) {
        if (c < 0x20 || c > 0x7e)
            c = '?';
    }
    return label.left(64);
}

// In words that do not repeat the whole address, as Qt's do.
QString phraseFor(const QNetworkReply &reply)
{
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
        return QStringLiteral("the connection was refused");
    case QNetworkReply::HostNotFoundError:
        return QStringLiteral("there is no such host");
    case QNetworkReply::RemoteHostClosedError:
        return QStringLiteral("the connection was closed");
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // that is how Qt's transfer time-out ends
        return QStringLiteral("it does not answer");
    default:
        return reply.errorString();
    }
}

} // namespace

LockAnswer LockClient::answerOf(QNetworkReply &reply)
{
    LockAnswer answer;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // An answer that broke off in the middle has a status and an error.
    if (status == 0 || (reply.error() != QNetworkReply::NoError && status < 400)) {
        answer.failure = phraseFor(reply);
        return answer;
    }
    answer.status = status;
    answer.tag = reply.rawHeader("ETag");
    answer.retryAfter = std::chrono::seconds {reply.rawHeader("Retry-After").toUShort()};
    const QByteArray text = reply.readAll();
    answer.body = foreignJsonOrNull(text, fileJsonLimits);
    return answer;
}

LockClient::LockClient(QUrl server, QObject *parent)
    : QObject(parent)
    , m_server(std::move(server))
{
    m_manager.setProxy(QNetworkProxy::NoProxy);
    // A token must not follow a redirection to wherever.
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

QNetworkReply *LockClient::open(const LockRequest &request)
{
    QUrl url = m_server;
    url.setPath(m_server.path() + request.path);
    if (!request.query.isEmpty())
        url.setQuery(request.query);
    QNetworkRequest head(url);
    head.setTransferTimeout(static_cast<int>(request.limit.count()));
    head.setRawHeader("Holdfast-Client", clientLabel());
    head.setRawHeader("User-Agent", "holdfastctl/" HOLDFAST_VERSION);
    if (!request.token.isEmpty())
        head.setRawHeader("Lock-Token", request.token);
    if (!request.knownTag.isEmpty())
        head.setRawHeader("If-None-Match", request.knownTag);
    head.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    QByteArray body;
    if (!request.body.is_null()) {
        head.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        body = toBytes(request.body);
    }
    return m_manager.sendCustomRequest(head, request.verb, body);
}

void LockClient::send(const LockRequest &request, const QObject *context, Then then)
{
    QNetworkReply *reply = open(request);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
        if (received > s_largestAnswer)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    connect(reply, &QNetworkReply::finished, context,
            [reply, then = std::move(then)] { then(answerOf(*reply)); });
}

} // namespace Holdfast::Ctl
