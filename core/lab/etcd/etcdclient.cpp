// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/etcd/etcdclient.h"

#include "core/client/bodysentonce.h"
#include "core/lab/etcd/etcdjson.h"

#include <QNetworkProxy>
#include <QNetworkReply>

#include <memory>
#include <utility>

namespace Holdfast {

namespace {

constexpr qint64 s_largestAnswer = 16 * 1024 * 1024;

// Whether the error says that no request reached the endpoint.
bool isBeforeRequest(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
        return true;
    default:
        return false;
    }
}

// Whether etcd wants the client to log in again: it knows the token no longer, or users were changed since.
bool isTokenRefused(const EtcdError &error)
{
    return error.kind == EtcdError::Kind::Refused
           && (error.code == EtcdCode::Unauthenticated
               || (error.code == EtcdCode::InvalidArgument
                   && error.message.contains(QLatin1String("revision in header is old"))));
}

QString hostAndPort(const QUrl &url)
{
    return url.authority(QUrl::FullyEncoded);
}

QString phraseFor(const QNetworkReply &reply)
{
    const QString host = hostAndPort(reply.url());
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
        return QStringLiteral("%1 refused the connection").arg(host);
    case QNetworkReply::HostNotFoundError:
        return QStringLiteral("there is no host for %1").arg(host);
    case QNetworkReply::NoError: // of a watch
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return QStringLiteral("%1 closed the connection").arg(host);
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // that is how Qt's transfer time-out ends
        return QStringLiteral("%1 does not answer").arg(host);
    default:
        return QStringLiteral("%1: %2").arg(host, reply.errorString());
    }
}

} // namespace

EtcdClient::EtcdClient(EtcdOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    Q_ASSERT(!m_options.endpoints.isEmpty());
    prepare(m_manager);
}

void EtcdClient::range(const EtcdRange &range, const QObject *context, Then<EtcdRangeAnswer> then)
{
    call("/v3/kv/range", EtcdJson::write(range), true, context, &EtcdJson::readRange,
         std::move(then));
}

void EtcdClient::put(const EtcdPut &put, const QObject *context, Then<EtcdHeader> then)
{
    call("/v3/kv/put", EtcdJson::write(put), false, context, &EtcdJson::readHeader,
         std::move(then));
}

void EtcdClient::commit(const EtcdTxn &txn, const QObject *context, Then<EtcdTxnAnswer> then)
{
    call("/v3/kv/txn", EtcdJson::write(txn), false, context, &EtcdJson::readTxn, std::move(then));
}

void EtcdClient::grantLease(std::chrono::seconds ttl, const QObject *context, Then<EtcdLease> then)
{
    call("/v3/lease/grant", Json {{"TTL", std::to_string(ttl.count())}}, true, context,
         &EtcdJson::readLease, std::move(then));
}

void EtcdClient::keepAlive(qint64 lease, const QObject *context, Then<EtcdLease> then)
{
    call("/v3/lease/keepalive", Json {{"ID", std::to_string(lease)}}, true, context,
         &EtcdJson::readRenewedLease, std::move(then));
}

void EtcdClient::revokeLease(qint64 lease, const QObject *context, Then<EtcdHeader> then)
{
    call("/v3/lease/revoke", Json {{"ID", std::to_string(lease)}}, true, context,
         &EtcdJson::readHeader, std::move(then));
}

QNetworkRequest EtcdClient::request(const QByteArray &path, qsizetype endpoint) const
{
    QUrl url = m_options.endpoints.at(endpoint % m_options.endpoints.size());
    url.setPath(QString::fromLatin1(path));
    QNetworkRequest request(url);
    // With HTTP/2, which etcd offers by TLS, each request takes some 45 ms (Qt 6.4).
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", m_token);
    if (m_options.tls && url.scheme() == QLatin1String("https"))
        request.setSslConfiguration(*m_options.tls);
    return request;
}

void EtcdClient::prepare(QNetworkAccessManager &manager)
{
    manager.setProxy(QNetworkProxy::NoProxy);
    manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

EtcdError EtcdClient::errorOf(const QNetworkReply &reply)
{
    const auto kind =
        isBeforeRequest(reply.error()) ? EtcdError::Kind::Unreachable : EtcdError::Kind::Ambiguous;
    return {kind, EtcdCode::Unavailable, phraseFor(reply)};
}

template<typename T>
void EtcdClient::call(const QByteArray &path, const Json &body, bool mayRepeat,
                      const QObject *context, std::optional<T> (*read)(const Json &), Then<T> then)
{
    Answered answered = [read, then = std::move(then)](const EtcdResult<Json> &answer) {
        if (!answer) {
            then(answer.error());
            return;
        }
        if (std::optional<T> value = read(*answer))
            then(*std::move(value));
        else
            then(EtcdError {EtcdError::Kind::Ambiguous, EtcdCode::Unknown,
                            QStringLiteral("the answer is not one of etcd")});
    };
    start({.path = path,
           .body = toBytes(body),
           .mayRepeat = mayRepeat,
           .context = context,
           .then = std::move(answered)});
}

void EtcdClient::start(Call call)
{
    if (!call.needsToken || m_options.user.isEmpty()) {
        send(std::move(call));
        return;
    }
    logIn({}, this, [this, call = std::move(call)](const std::optional<EtcdError> &error) {
        if (!error)
            send(call);
        else if (call.context)
            call.then(*error);
    });
}

void EtcdClient::send(Call call)
{
    QNetworkRequest head = request(call.path, m_endpoint);
    head.setTransferTimeout(static_cast<int>(m_options.timeout.count()));
    call.endpoint = m_endpoint;
    call.token = m_token;
    QNetworkReply *reply = nullptr;
    if (call.mayRepeat) {
        reply = m_manager.post(head, call.body);
    } else {
        auto once = std::make_unique<BodySentOnce>(call.body);
        reply = m_manager.post(head, once.get());
        once.release()->setParent(reply);
    }
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
        if (received > s_largestAnswer)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    connect(reply, &QNetworkReply::finished, this,
            [this, reply, call = std::move(call)] { finish(*reply, call); });
}

void EtcdClient::finish(QNetworkReply &reply, Call call)
{
    if (!call.context)
        return;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // An answer that broke off in the middle has a status and an error.
    if (status == 0 || (reply.error() != QNetworkReply::NoError && status < 400)) {
        failed(std::move(call), errorOf(reply));
        return;
    }
    const Json body = EtcdJson::parse(reply.readAll());
    if (status == 200) {
        call.then(body);
        return;
    }
    const EtcdError error = EtcdJson::readError(body, status);
    if (isTokenRefused(error) && call.needsToken && !call.isRenewed && !m_options.user.isEmpty()) {
        call.isRenewed = true;
        const QByteArray stale = call.token;
        logIn(stale, this, [this, call = std::move(call)](const std::optional<EtcdError> &problem) {
            if (!problem)
                send(call);
            else if (call.context)
                call.then(*problem);
        });
        return;
    }
    if (error.kind == EtcdError::Kind::Refused) {
        call.then(error);
        return;
    }
    failed(std::move(call), error);
}

void EtcdClient::failed(Call call, const EtcdError &error)
{
    // Another request may have found that out before.
    if (call.endpoint == m_endpoint)
        m_endpoint = (m_endpoint + 1) % m_options.endpoints.size();
    ++call.tried;
    const bool mayTryNext = call.mayRepeat || error.kind == EtcdError::Kind::Unreachable;
    if (mayTryNext && call.tried < m_options.endpoints.size())
        send(std::move(call));
    else
        call.then(error);
}

void EtcdClient::logIn(const QByteArray &stale, const QObject *context,
                       std::function<void(const std::optional<EtcdError> &)> then)
{
    if (m_options.user.isEmpty() || (!m_token.isEmpty() && m_token != stale)) {
        then({});
        return;
    }
    m_loginWaiters.push_back({context, std::move(then)});
    if (std::exchange(m_isLoggingIn, true))
        return;
    m_token.clear();
    start({.path = "/v3/auth/authenticate",
           .body = toBytes(Json {{"name", m_options.user}, {"password", m_options.password}}),
           .mayRepeat = true,
           .context = this,
           .then = [this](const EtcdResult<Json> &answer) { loggedIn(answer); },
           .needsToken = false});
}

void EtcdClient::loggedIn(const EtcdResult<Json> &answer)
{
    m_isLoggingIn = false;
    std::optional<EtcdError> problem;
    if (!answer) {
        problem = answer.error();
    } else if (const std::optional<QByteArray> token = EtcdJson::readToken(*answer)) {
        m_token = *token;
    } else {
        problem = EtcdError {EtcdError::Kind::Refused, EtcdCode::Unknown,
                             QStringLiteral("the answer to the login has no token")};
    }
    for (const LoginWaiter &waiter : std::exchange(m_loginWaiters, {})) {
        if (waiter.context)
            waiter.then(problem);
    }
}

} // namespace Holdfast
