// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_documentation {

// The server's descriptions of itself, and binary data, as they go over the wire.
class DocumentationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();

    void pages_data();
    void pages();
    void statusPageKnowsWhereItIs();
    void redocLeadsToThePage();
    void headIsAnsweredWithoutABody_data();
    void headIsAnsweredWithoutABody();
    void descriptionHasTheTypeThatWasAskedFor();
    void blobsComeInParts();
    void blobOutputsComeInParts();
    void wrongMethodsAreToldTheRightOnes_data();
    void wrongMethodsAreToldTheRightOnes();

private:
    RawReply send(const QByteArray &method, const QByteArray &path, const QByteArray &lines = {});

    std::unique_ptr<RouteBench> m_bench;
};

void DocumentationTest::initTestCase()
{
    m_bench = std::make_unique<RouteBench>(StationOptions {}, QStringLiteral("/api"));
}

void DocumentationTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void DocumentationTest::cleanupTestCase()
{
    m_bench.reset();
}

RawReply DocumentationTest::send(const QByteArray &method, const QByteArray &path,
                                 const QByteArray &lines)
{
    RawClient client(m_bench->port());
    client.send(method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + lines + "\r\n");
    return client.reply(method != "HEAD");
}

void DocumentationTest::pages_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("the status page") << QByteArray("/") << QByteArray("text/html; charset=utf-8");
    QTest::newRow("the status page's style")
        << QByteArray("/status.css") << QByteArray("text/css; charset=utf-8");
    QTest::newRow("the status page's script")
        << QByteArray("/status.js") << QByteArray("text/javascript; charset=utf-8");
    QTest::newRow("the page") << QByteArray("/docs") << QByteArray("text/html; charset=utf-8");
    QTest::newRow("its style") << QByteArray("/docs/docs.css")
                               << QByteArray("text/css; charset=utf-8");
    QTest::newRow("its script") << QByteArray("/docs/docs.js")
                                << QByteArray("text/javascript; charset=utf-8");
}

void DocumentationTest::pages()
{
    QFETCH(QByteArray, path);
    const RawReply page = send("GET", path);
    QCOMPARE(page.status, 200);
    QTEST(page.headers.value("content-type"), "type");
    const QByteArray policy = page.headers.value("content-security-policy");
    QVERIFY2(policy.startsWith("default-src 'none'; script-src 'self'"), policy.constData());
    QVERIFY(!policy.contains("unsafe"));
    QVERIFY(!page.body.contains("://")); // it needs nothing from elsewhere
    const RawReply again =
        send("GET", path, "If-None-Match: " + page.headers.value("etag") + "\r\n");
    QCOMPARE(again.status, 304);
    QVERIFY(again.body.isEmpty());
}

void DocumentationTest::statusPageKnowsWhereItIs()
{
    const QByteArray page = send("GET", "/").body;
    QVERIFY(page.contains(R"(<meta name="holdfast-prefix" content="/api">)"));
    QVERIFY(page.contains(R"(<meta name="holdfast-streams" content="/api/bench/stream">)"));
    QVERIFY(!page.contains("{{"));
    QVERIFY(page.contains(R"(<link rel="icon" href="/status.svg")"));
    QCOMPARE(send("GET", "/status.svg").headers.value("content-type"),
             QByteArray("image/svg+xml; charset=utf-8"));
    QCOMPARE(send("GET", "/api/").headers.value("location"), QByteArray("http://127.0.0.1/"));
}

void DocumentationTest::redocLeadsToThePage()
{
    const RawReply reply = send("GET", "/redoc");
    QCOMPARE(reply.status, 307);
    QCOMPARE(reply.headers.value("location"), QByteArray("http://127.0.0.1/docs"));
}

void DocumentationTest::headIsAnsweredWithoutABody_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/.well-known/wot", "/openapi.json", "/api/bench/", "/api/bench/level",
                             "/api/things/", "/api/lock"})
        QTest::newRow(path) << QByteArray(path);
}

void DocumentationTest::headIsAnsweredWithoutABody()
{
    QFETCH(QByteArray, path);
    const RawReply whole = send("GET", path);
    const RawReply head = send("HEAD", path);
    QCOMPARE(head.status, 200);
    QVERIFY(head.body.isEmpty());
    QCOMPARE(head.headers.value("content-type"), whole.headers.value("content-type"));
    QVERIFY(head.headers.value("content-length").toInt() > 0);
}

void DocumentationTest::descriptionHasTheTypeThatWasAskedFor()
{
    const RawReply plain = send("GET", "/api/bench/");
    QCOMPARE(plain.headers.value("content-type"), QByteArray("application/json"));
    const RawReply asked = send("GET", "/api/bench/", "Accept: application/td+json\r\n");
    QCOMPARE(asked.headers.value("content-type"), QByteArray("application/td+json"));
    QCOMPARE(asked.body, plain.body);
    QCOMPARE(send("GET", "/.well-known/wot").headers.value("content-type"),
             QByteArray("application/td+json"));
}

void DocumentationTest::blobsComeInParts()
{
    HttpClient client(*m_bench);
    const QString href = text(client.run("picture")["output"], "href");
    const QByteArray path = QUrl(href).path().toLatin1();
    const RawReply whole = send("GET", path);
    QCOMPARE(whole.status, 200);
    QCOMPARE(whole.headers.value("accept-ranges"), QByteArray("bytes"));
    const RawReply part = send("GET", path, "Range: bytes=1-2\r\n");
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, whole.body.sliced(1, 2));
    QCOMPARE(part.headers.value("content-length"), QByteArray("2"));
    QCOMPARE(part.headers.value("content-type"), QByteArray("image/jpeg"));
    const RawReply head = send("HEAD", path, "Range: bytes=1-2\r\n");
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("content-length").toLongLong(), qint64 {whole.body.size()});
    QCOMPARE(send("GET", path, "If-None-Match: " + whole.headers.value("etag") + "\r\n").status,
             304);
}

void DocumentationTest::blobOutputsComeInParts()
{
    HttpClient client(*m_bench);
    const QByteArray path = "/api" + client.start("picture");
    client.ended(path.sliced(4));
    QCOMPARE(send("GET", path + "/output", "Range: bytes=-2\r\n").body, QByteArray("\xff\xd9"));
}

void DocumentationTest::wrongMethodsAreToldTheRightOnes_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("allow");
    const auto row = [](const char *path, const char *allow) {
        QTest::newRow(path) << QByteArray(path) << QByteArray(allow);
    };
    row("/api/bench/level", "GET, HEAD, PUT, OPTIONS");
    row("/api/bench/serial", "GET, HEAD, OPTIONS");
    row("/api/bench/nudge", "GET, HEAD, POST, OPTIONS");
    row("/api/bench/", "GET, HEAD, OPTIONS");
    row("/api/stop", "GET, HEAD, POST, DELETE, OPTIONS");
    row("/api/lock/mode", "PUT, OPTIONS");
    row("/api/lock/leases/1", "PUT, DELETE, OPTIONS");
    row("/openapi.json", "GET, HEAD, OPTIONS");
    row("/.well-known/wot", "GET, HEAD, OPTIONS");
}

void DocumentationTest::wrongMethodsAreToldTheRightOnes()
{
    QFETCH(QByteArray, path);
    const RawReply reply = send("PATCH", path);
    QCOMPARE(reply.status, 405);
    QTEST(reply.headers.value("allow"), "allow");
    QCOMPARE(reply.body, QByteArray(R"({"detail":"Method Not Allowed"})"));
    QCOMPARE(send("TRACE", path).status, 405);
    const RawReply options = send("OPTIONS", path);
    QCOMPARE(options.status, 204);
    QTEST(options.headers.value("allow"), "allow");
}

HOLDFAST_GUILESS_TEST(DocumentationTest)

} // namespace Holdfast::tst_documentation

#include "tst_documentation.moc"
