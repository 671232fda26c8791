// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/httpclient.h"

#include <QNetworkReply>
#include <QPromise>
#include <QTest>

#include <memory>

HttpClient::HttpClient(const QByteArray &label)
    : m_label(label)
    , m_manager(new QNetworkAccessManager)
{
    m_manager->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_manager, &QObject::deleteLater);
    m_thread.start();
}

HttpClient::~HttpClient()
{
    m_thread.quit();
    m_thread.wait();
}

QFuture<HttpAnswer> HttpClient::send(const QByteArray &verb, const QUrl &url,
                                     const QByteArray &body)
{
    const auto promise = std::make_shared<QPromise<HttpAnswer>>();
    promise->start();
    QNetworkRequest request(url);
    request.setRawHeader("Holdfast-Client", m_label);
    if (!body.isEmpty())
        request.setRawHeader("Content-Type", "application/json");
    QMetaObject::invokeMethod(m_manager, [manager = m_manager, verb, request, body, promise] {
        QNetworkReply *reply = manager->sendCustomRequest(request, verb, body);
        QObject::connect(reply, &QNetworkReply::finished, reply, [reply, promise] {
            const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            promise->addResult(HttpAnswer {status, reply->readAll()});
            promise->finish();
            reply->deleteLater();
        });
    });
    return promise->future();
}

HttpAnswer HttpClient::ask(const QByteArray &verb, const QUrl &url, const QByteArray &body)
{
    const QFuture<HttpAnswer> answer = send(verb, url, body);
    const bool answered = QTest::qWaitFor([&answer] { return answer.isFinished(); }, 30'000);
    return answered ? answer.result() : HttpAnswer {};
}
