// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/remotestation.h"

#include "core/client/bodysentonce.h"
#include "core/thing/json/foreignjson.h"
#include "core/wire/historyjson.h"
#include "core/wire/jsonread.h"
#include "core/wire/pluginjson.h"
#include "core/wire/stopjson.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QStringList>

#include <memory>
#include <utility>

namespace Holdfast {

namespace {

constexpr qint64 s_largestAnswer = 16 * 1024 * 1024;
constexpr qsizetype s_longestLabel = 64;

QByteArray headerValue(const QString &text)
{
    QByteArray value = text.toUtf8();
    for (char &c : value) {
        if (c < 0x20 || c > 0x7e)
            c = '?';
    }
    return value;
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
    case QNetworkReply::ContentReSendError:
        return QStringLiteral("the connection was closed");
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // that is how Qt's transfer time-out ends
        return QStringLiteral("it does not answer");
    case QNetworkReply::SslHandshakeFailedError:
        return QStringLiteral("its certificate is not the expected one, or no authority that this "
                              "computer knows vouches for it");
    default:
        return reply.errorString();
    }
}

Json reasonBody(const QString &reason)
{
    return reason.isEmpty() ? Json() : Json {{"reason", reason}};
}

std::optional<QString> readAsked(const Json &body)
{
    const QString asked = JsonRead::text(body, "asked");
    return asked.isEmpty() ? std::nullopt : std::optional(asked);
}

std::optional<bool> readCleared(const Json &body)
{
    return JsonRead::member(body, "cleared").is_boolean()
               ? std::optional(JsonRead::flag(body, "cleared"))
               : std::nullopt;
}

std::optional<StationHistory> readHistory(const Json &body)
{
    const std::optional<HistoryPage> page = readHistoryPage(body);
    if (!page)
        return {};
    return StationHistory {*page, JsonRead::text(body, "next")};
}

void add(QUrlQuery &query, const char *name, const QString &value)
{
    if (!value.isEmpty())
        query.addQueryItem(QLatin1String(name), QString::fromUtf8(QUrl::toPercentEncoding(value)));
}

QString utc(const std::optional<QDateTime> &time)
{
    return time ? time->toUTC().toString(Qt::ISODateWithMs) : QString();
}

QUrlQuery historyParameters(const HistoryQuery &wanted, const QString &cursor)
{
    QStringList kinds;
    for (const HistoryKind kind : wanted.kinds)
        kinds << toWord(kind);
    QUrlQuery query;
    add(query, "from", utc(wanted.from));
    add(query, "to", utc(wanted.to));
    add(query, "who", wanted.who);
    add(query, "operation", wanted.operation);
    add(query, "kind", kinds.join(u','));
    add(query, "class", wanted.lockClass ? toWord(*wanted.lockClass) : QString());
    if (wanted.atLeast)
        add(query, "at_least_ms", QString::number(wanted.atLeast->count()));
    add(query, "limit", QString::number(wanted.limit));
    add(query, "cursor", cursor);
    return query;
}

} // namespace

RemoteStation::RemoteStation(QUrl address, ClientName name, QObject *parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_name(std::move(name))
{
    m_manager.setProxy(QNetworkProxy::NoProxy);
    // A token must not follow a redirection to wherever.
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

void RemoteStation::setCertificate(const PinnedCertificate &certificate)
{
    m_certificate = certificate;
    m_certificate.guard(m_manager);
}

void RemoteStation::lookAtLock(const QObject *context, Then<LockOverview> then)
{
    send(StationRequest {.path = QStringLiteral("/lock")}, context, &readLockOverview,
         std::move(then));
}

void RemoteStation::plugins(const QObject *context, Then<PluginsReport> then)
{
    send(StationRequest {.path = QStringLiteral("/plugins")}, context, &readPluginsReport,
         std::move(then));
}

void RemoteStation::ask(const QString &reason, std::optional<quint64> generation,
                        const QObject *context, Then<QString> then)
{
    StationRequest request {.verb = "POST", .path = QStringLiteral("/lock/ask")};
    request.body = reasonBody(reason);
    if (generation)
        request.body["generation"] = *generation;
    send(request, context, &readAsked, std::move(then));
}

void RemoteStation::breakHold(const QString &reason, quint64 generation, const QObject *context,
                              Then<BreakReport> then)
{
    StationRequest request {.verb = "POST", .path = QStringLiteral("/lock/break")};
    request.body = Json {{"reason", reason}, {"generation", generation}};
    request.limit = std::chrono::seconds {30}; // the Things' safe states take their time
    send(request, context, &readBreakReport, std::move(then));
}

void RemoteStation::stop(const QString &reason, const QObject *context, Then<StopReport> then)
{
    StationRequest request {.verb = "POST", .path = QStringLiteral("/stop")};
    request.body = reasonBody(reason);
    request.mayRepeat = true; // to stop twice is better than not at all
    send(request, context, &readStopReport, std::move(then));
}

void RemoteStation::clearStop(const QString &reason, const QObject *context, Then<bool> then)
{
    StationRequest request {.verb = "DELETE", .path = QStringLiteral("/stop")};
    request.body = reasonBody(reason);
    send(request, context, &readCleared, std::move(then));
}

void RemoteStation::history(const HistoryQuery &query, const QString &cursor,
                            const QObject *context, Then<StationHistory> then)
{
    StationRequest request {.path = QStringLiteral("/lock/history")};
    request.query = historyParameters(query, cursor);
    send(request, context, &readHistory, std::move(then));
}

template<typename T>
void RemoteStation::send(const StationRequest &request, const QObject *context,
                         std::optional<T> (*read)(const Json &), Then<T> then)
{
    send(request, context, [read, then = std::move(then)](const StationAnswer &answer) {
        then({answer, answer.isGood() ? read(answer.body) : std::nullopt});
    });
}

void RemoteStation::send(const StationRequest &request, const QObject *context,
                         std::function<void(const StationAnswer &)> then)
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

QNetworkReply *RemoteStation::open(const StationRequest &request)
{
    QUrl url = m_address;
    url.setPath(m_address.path() + request.path);
    if (!request.query.isEmpty())
        url.setQuery(request.query);
    QNetworkRequest head(url);
    m_certificate.prepare(head);
    head.setTransferTimeout(static_cast<int>(request.limit.count()));
    head.setRawHeader("Holdfast-Client", headerValue(m_name.label).left(s_longestLabel));
    head.setRawHeader("User-Agent", headerValue(m_name.product));
    if (!m_token.isEmpty())
        head.setRawHeader("Authorization", "Bearer " + m_token);
    if (!request.leaseToken.isEmpty())
        head.setRawHeader("Lock-Token", request.leaseToken);
    head.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    QByteArray body;
    if (!request.body.is_null()) {
        head.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        body = toBytes(request.body);
    }
    if (!request.isSentOnce())
        return m_manager.sendCustomRequest(head, request.verb, body);
    auto once = std::make_unique<BodySentOnce>(body);
    QNetworkReply *reply = m_manager.sendCustomRequest(head, request.verb, once.get());
    once.release()->setParent(reply);
    return reply;
}

StationAnswer RemoteStation::answerOf(QNetworkReply &reply)
{
    StationAnswer answer;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // An answer that broke off in the middle has a status and an error.
    if (status == 0 || (reply.error() != QNetworkReply::NoError && status < 400)) {
        answer.failure = phraseFor(reply);
        return answer;
    }
    answer.status = status;
    answer.retryAfter = std::chrono::seconds {reply.rawHeader("Retry-After").toUShort()};
    answer.body = foreignJsonOrNull(reply.readAll(), fileJsonLimits);
    return answer;
}

} // namespace Holdfast
