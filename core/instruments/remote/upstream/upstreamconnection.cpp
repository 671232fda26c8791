// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamconnection.h"

#include <QCoreApplication>
#include <QNetworkReply>
#include <QPointer>
#include <QSysInfo>
#include <QTimer>

#include <utility>

namespace Holdfast {

namespace {

constexpr qint64 s_largestAnswer = 16 * 1024 * 1024;

ClientName ownName()
{
    return {QStringLiteral("Holdfast on %1").arg(QSysInfo::machineHostName()),
            QStringLiteral("Holdfast/") + QCoreApplication::applicationVersion()};
}

//! As RemoteStation::answerOf(), but an answer that cannot be read is not taken for null.
StationAnswer answerOf(QNetworkReply &reply)
{
    const QByteArray begin = reply.peek(16).trimmed();
    StationAnswer answer = RemoteStation::answerOf(reply);
    if (answer.isGood() && answer.body.is_null() && !begin.isEmpty() && begin != "null") {
        answer.status = 502;
        answer.body = {{"title", "UpstreamError"},
                       {"detail", "Its answer is not JSON, or has too many values."}};
    }
    return answer;
}

} // namespace

UpstreamConnection::UpstreamConnection(const UpstreamServer &server)
    : m_server(server)
    , m_home(std::make_unique<QObject>())
{
    m_thread.setObjectName(QStringLiteral("upstream"));
    m_home->moveToThread(&m_thread);
    m_thread.start();
    call([this] {
        for (auto &station : m_stations) {
            station = std::make_unique<RemoteStation>(m_server.origin, ownName());
            station->setToken(m_server.token);
            station->setCertificate(m_server.certificate);
        }
    });
}

UpstreamConnection::~UpstreamConnection()
{
    call([this] {
        giveUp(true, QStringLiteral("this station is shutting down"));
        m_running.clear();
        for (auto &station : m_stations)
            station.reset();
    });
    m_thread.quit();
    m_thread.wait();
}

std::shared_ptr<UpstreamExchange> UpstreamConnection::send(const StationRequest &request, Lane lane,
                                                           UpstreamExchange::Then then)
{
    auto exchange = std::make_shared<UpstreamExchange>(std::move(then));
    post([this, request, lane, exchange] { start(request, lane, exchange); });
    return exchange;
}

StationAnswer UpstreamConnection::ask(const StationRequest &request, Lane lane)
{
    return send(request, lane)->wait();
}

void UpstreamConnection::post(std::function<void()> function)
{
    QMetaObject::invokeMethod(m_home.get(), std::move(function), Qt::QueuedConnection);
}

QNetworkReply *UpstreamConnection::open(const StationRequest &request, Lane lane)
{
    return m_stations.at(std::size_t(lane))->open(request);
}

void UpstreamConnection::start(const StationRequest &request, Lane lane,
                               const std::shared_ptr<UpstreamExchange> &exchange)
{
    if (lane == Lane::Usual && m_isDown) {
        const std::lock_guard lock(m_mutex);
        exchange->finish({.failure = m_whyDown});
        return;
    }
    QNetworkReply *reply = open(request, lane);
    m_running.insert(reply, {lane, exchange});
    QObject::connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
        if (received > s_largestAnswer)
            reply->abort();
    });
    // The limit of the request itself is for the silence between two bytes.
    if (request.limit > noLimit)
        QTimer::singleShot(request.limit, reply, &QNetworkReply::abort);
    QObject::connect(reply, &QNetworkReply::finished, m_home.get(), [this, reply, exchange] {
        m_running.remove(reply);
        reply->deleteLater();
        exchange->finish(answerOf(*reply));
    });
    // It may be given up in any thread, and when this is gone.
    exchange->setAbort([home = QPointer<QObject>(m_home.get()), reply = QPointer(reply)] {
        if (home)
            QMetaObject::invokeMethod(
                home,
                [reply] {
                    if (reply)
                        reply->abort();
                },
                Qt::QueuedConnection);
    });
}

void UpstreamConnection::setDown(const QString &why)
{
    {
        const std::lock_guard lock(m_mutex);
        m_whyDown = why;
    }
    m_isDown = true;
    post([this, why] { giveUp(false, why); });
}

void UpstreamConnection::setUp()
{
    m_isDown = false;
}

void UpstreamConnection::giveUp(bool all, const QString &why)
{
    const auto running = m_running;
    for (const Running &each : running) {
        if (!all && each.lane != Lane::Usual)
            continue;
        if (const auto exchange = each.exchange.lock())
            exchange->abort(why);
    }
}

} // namespace Holdfast
