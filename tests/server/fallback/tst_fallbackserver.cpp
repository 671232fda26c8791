// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/fallback/fallbackserver.h"
#include "tests/program/testprogram.h"
#include "tests/server/http/rawclient.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>
#include <QThread>

#include <memory>
#include <optional>

namespace tst_fallbackserver {

using namespace Holdfast;

//! The server in a thread of its own, and a client that waits in the test's.
class TestFallbackServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void answers_data();
    void answers();
    void aPageMayAskFromAnotherPort();
    void saysWhenThePortIsTaken();

private:
    Result<QUrl> start(quint16 port)
    {
        std::optional<Result<QUrl>> url;
        const auto begin = [&] {
            StartFailure failure;
            failure.error = QStringLiteral("The lamp does not answer.");
            ServerOptions options;
            options.port = port;
            options.apiPrefix = QStringLiteral("/api/v3");
            m_server = std::make_unique<FallbackServer>(failure, options);
            url = m_server->start();
        };
        QMetaObject::invokeMethod(m_inThread.get(), begin, Qt::BlockingQueuedConnection);
        return *url;
    }
    RawReply request(const QUrl &url, const QByteArray &method, const QByteArray &target,
                     const QByteArray &headers = {})
    {
        RawClient client(quint16(url.port()));
        client.send(method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:"
                    + QByteArray::number(url.port()) + "\r\n" + headers + "\r\n");
        return client.reply(method != "HEAD");
    }

    QThread m_thread;
    std::unique_ptr<QObject> m_inThread;
    std::unique_ptr<FallbackServer> m_server;
};

void TestFallbackServer::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_inThread = std::make_unique<QObject>();
    m_inThread->moveToThread(&m_thread);
    m_thread.start();
}

void TestFallbackServer::cleanup()
{
    QMetaObject::invokeMethod(
        m_inThread.get(), [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    QVERIFY(m_thread.wait(30'000));
    m_inThread.reset();
}

void TestFallbackServer::answers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("part"); // of the body
    const auto row = [](const char *name, const char *method, const char *target, int status,
                        const char *header, const char *value, const char *part) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(target) << status
                            << QByteArray(header) << QByteArray(value) << QByteArray(part);
    };
    const auto html = "text/html; charset=utf-8";
    row("the page", "GET", "/", 500, "content-type", html, "The lamp does not answer.");
    row("the page, with a query", "GET", "/?x=1", 500, "content-type", html, "The lamp");
    row("the page's head", "HEAD", "/", 500, "content-type", html, "");
    row("whether it is the fallback", "GET", "/labthings_fallback", 200, "content-type",
        "application/json", "true");
    row("a Thing", "GET", "/stage/position", 307, "location", "/", "");
    row("with the prefix", "GET", "/api/v3/things/", 307, "location", "/", "");
    row("the description", "GET", "/openapi.json", 307, "location", "/", "");
    row("a write", "PUT", "/stage/position", 405, "allow", "GET, HEAD", "Method Not Allowed");
    row("an action", "POST", "/stage/move", 405, "allow", "GET, HEAD", "Method Not Allowed");
    row("to the page", "POST", "/", 405, "allow", "GET, HEAD", "Method Not Allowed");
    row("a deletion", "DELETE", "/x", 405, "allow", "GET, HEAD", "Method Not Allowed");
}

void TestFallbackServer::answers()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, part);
    const Result<QUrl> url = start(0);
    QVERIFY(url);
    QCOMPARE(url->path(), QStringLiteral("/"));
    const RawReply reply = request(*url, method, target);
    QTEST(reply.status, "status");
    QTEST(reply.headers.value(header), "value");
    QVERIFY2(reply.body.contains(part), reply.body.constData());
}

void TestFallbackServer::aPageMayAskFromAnotherPort()
{
    const Result<QUrl> url = start(0);
    QVERIFY(url);
    const RawReply own =
        request(*url, "GET", "/labthings_fallback", "Origin: http://127.0.0.1:8080\r\n");
    QCOMPARE(own.status, 200);
    QCOMPARE(own.headers.value("access-control-allow-origin"), QByteArray("http://127.0.0.1:8080"));
    const RawReply preflight =
        request(*url, "OPTIONS", "/labthings_fallback",
                "Origin: http://127.0.0.1:8080\r\nAccess-Control-Request-Method: GET\r\n");
    QCOMPARE(preflight.status, 200);
}

void TestFallbackServer::saysWhenThePortIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const Result<QUrl> url = start(other.serverPort());
    QVERIFY(!url);
    QVERIFY2(url.error().message().contains(QStringLiteral("is in use by another program")),
             qPrintable(url.error().message()));
}

HOLDFAST_GUILESS_TEST(TestFallbackServer)

} // namespace tst_fallbackserver

#include "tst_fallbackserver.moc"
