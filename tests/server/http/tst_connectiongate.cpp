// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/http/testserver.h"

#include <QTest>

namespace tst_connectiongate {

using namespace Holdfast;

namespace {

QByteArray get(const QByteArray &path, const QByteArray &fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: lab:5000\r\n" + fields + "\r\n";
}

QByteArray put(const QByteArray &path, const QByteArray &body, const QByteArray &fields = {})
{
    return "PUT " + path + " HTTP/1.1\r\nHost: lab:5000\r\nContent-Length: "
           + QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body;
}

} // namespace

class TestConnectionGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void aRequestIsAnswered();
    void aRequestMayComeByteByByte();
    void aBodyMayComeInPieces();
    void aBodyMayComeInChunks();
    void aConnectionServesManyRequests();
    void aSecondRequestInALaterSegmentIsAnsweredSecond();
    void pipelinedRequestsAreAnsweredInOrder();
    void connectionCloseStillGetsItsDeferredReply();
    void http10GetsItsReplyAndIsClosed_data();
    void http10GetsItsReplyAndIsClosed();
    void aClientThatLeavesHarmsNothing_data();
    void aClientThatLeavesHarmsNothing();
    void aReplyMayBeDroppedInAnotherThread();
    void anEmptyLineBetweenRequestsIsForgiven();
    void whatFollowsTheLastRequestDoesNotSpoilItsReply();
    void headIsAnsweredWithoutABody();
    void noContentHasNoLength();
    void whatIsKnownHasNoLength();
    void whoseLengthIsNotKnownHasNone();
    void refusalsHaveADate();
    void whatIsNotThereIsSaid();
    void theOtherEndOfAPathIsRedirected();
    void anExpectingClientIsToldToContinue();
    void aHandlerThatFailsAnswers500_data();
    void aHandlerThatFailsAnswers500();
    void aPageOfAnotherHostCannotChangeAnything();
    void anotherHostIsRefused_data();
    void anotherHostIsRefused();
    void aProxyThatIsTrustedSaysWhereARequestWentTo();
    void whoNamesNoHostIsToldTheAddressItReached();
};

void TestConnectionGate::aRequestIsAnswered()
{
    TestServer server;
    RawClient client(server.port());
    const RawReply reply = client.request(get("/hello"));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, "/hello");
    QCOMPARE(reply.headers.value("content-type"), "text/plain");
    QCOMPARE(reply.headers.value("content-length"), "6");
    QCOMPARE(reply.headers.value("x-content-type-options"), "nosniff");
    QCOMPARE(reply.headers.value("cache-control"), "no-store");
    // RFC 9110, 5.6.7
    static const QRegularExpression date(QStringLiteral(
        "^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|"
        "Oct|Nov|Dec) \\d{4} \\d\\d:\\d\\d:\\d\\d GMT$"));
    QVERIFY2(date.match(QString::fromLatin1(reply.headers.value("date"))).hasMatch(),
             reply.headers.value("date").constData());
    QVERIFY(!reply.headers.contains("server"));
    QVERIFY(!reply.headers.contains("connection"));
}

void TestConnectionGate::aRequestMayComeByteByByte()
{
    TestServer server;
    RawClient client(server.port());
    client.sendSlowly(put("/echo", "slowly") + get("/hello"));
    QCOMPARE(client.reply().body, "slowly");
    QCOMPARE(client.reply().body, "/hello");
}

void TestConnectionGate::aBodyMayComeInPieces()
{
    TestServer server;
    RawClient client(server.port());
    const QByteArray body(700'000, 'b');
    const QByteArray whole = put("/echo", body);
    for (qsizetype at = 0; at < whole.size(); at += 33'333)
        client.send(whole.mid(at, 33'333));
    QCOMPARE(client.reply().body, body);
    QCOMPARE(client.request(get("/hello")).body, "/hello");
}

void TestConnectionGate::aBodyMayComeInChunks()
{
    TestServer server;
    RawClient client(server.port());
    const QByteArray head = "PUT /echo HTTP/1.1\r\nHost: lab\r\nTransfer-Encoding: chunked\r\n";
    const QByteArray chunk(100'000, 'b');
    client.send(head + "\r\n");
    for (int i = 0; i < 7; ++i)
        client.send("186A0\r\n" + chunk + "\r\n");
    client.send("0\r\n\r\n" + get("/hello"));
    QCOMPARE(client.reply().body, chunk.repeated(7));
    QCOMPARE(client.reply().body, "/hello");
    client.send(head + "Expect: 100-continue\r\n\r\n");
    QCOMPARE(client.reply(false).status, 100);
    client.send("1\r\nx\r\n0\r\n\r\n");
    QCOMPARE(client.reply().body, "x");
    client.send(head + "\r\nnonsense\r\n");
    QCOMPARE(client.reply().status, 400);
    QVERIFY(client.isClosed());
}

void TestConnectionGate::aConnectionServesManyRequests()
{
    TestServer server;
    RawClient client(server.port());
    for (int i = 0; i < 2000; ++i)
        QCOMPARE(client.request(put("/echo", QByteArray::number(i))).body, QByteArray::number(i));
    QCOMPARE(server.connectionCount(), 1);
}

void TestConnectionGate::aSecondRequestInALaterSegmentIsAnsweredSecond()
{
    TestServer server;
    RawClient client(server.port());
    client.send(get("/later/first"));
    QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), 1, 20'000);
    client.send(get("/hello"));
    QVERIFY(client.isSilent(std::chrono::milliseconds(100)));
    server.answerAll();
    QCOMPARE(client.reply().body, "first");
    QCOMPARE(client.reply().body, "/hello");
}

void TestConnectionGate::pipelinedRequestsAreAnsweredInOrder()
{
    TestServer server;
    RawClient client(server.port());
    client.send(get("/hello") + get("/later/a") + put("/echo", "b") + get("/later/c")
                + put("/echo", "d"));
    QCOMPARE(client.reply().body, "/hello");
    QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), 1, 20'000);
    server.answerAll();
    QCOMPARE(client.reply().body, "a");
    QCOMPARE(client.reply().body, "b");
    QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), 1, 20'000);
    server.answerAll();
    QCOMPARE(client.reply().body, "c");
    QCOMPARE(client.reply().body, "d");
}

void TestConnectionGate::connectionCloseStillGetsItsDeferredReply()
{
    TestServer server;
    RawClient client(server.port());
    client.send(get("/later/reply", "Connection: keep-alive, Close\r\n"));
    QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), 1, 20'000);
    server.answerAll();
    const RawReply reply = client.reply();
    QCOMPARE(reply.body, "reply");
    QCOMPARE(reply.headers.value("connection"), "close");
    QVERIFY(client.isClosed());
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, 20'000);
}

void TestConnectionGate::http10GetsItsReplyAndIsClosed_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("at once") << QByteArray("/hello");
    QTest::newRow("deferred") << QByteArray("/later/x");
}

void TestConnectionGate::http10GetsItsReplyAndIsClosed()
{
    QFETCH(const QByteArray, path);
    TestServer server;
    RawClient client(server.port());
    client.send("GET " + path + " HTTP/1.0\r\nHost: lab\r\n\r\n");
    if (path.startsWith("/later")) {
        QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), 1, 20'000);
        server.answerAll();
    }
    const RawReply reply = client.reply();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers.value("connection"), "close");
    QVERIFY(client.isClosed());
}

void TestConnectionGate::aClientThatLeavesHarmsNothing_data()
{
    QTest::addColumn<bool>("withReset");
    QTest::newRow("politely") << false;
    QTest::newRow("with a reset") << true;
}

void TestConnectionGate::aClientThatLeavesHarmsNothing()
{
    QFETCH(const bool, withReset);
    TestServer server;
    constexpr int times = 200;
    for (int i = 1; i <= times; ++i) {
        RawClient client(server.port());
        client.send(get("/later/" + QByteArray::number(i)));
        QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), i, 20'000);
        if (withReset)
            client.reset();
    }
    if (withReset) {
        QTRY_COMPARE_WITH_TIMEOUT(server.goneCount(), times, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, 20'000);
    }
    // A client that only closes its sending side may be waiting.
    server.answerAll();
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, 20'000);
    QCOMPARE(RawClient(server.port()).request(get("/hello")).status, 200);
}

void TestConnectionGate::aReplyMayBeDroppedInAnotherThread()
{
    TestServer server;
    std::optional<Responder> kept;
    server.add(Method::Get, QStringLiteral("/kept"),
               [&](const Request &, const Router::Captures &, const Responder &responder) {
                   kept = responder;
               });
    RawClient client(server.port());
    client.send(get("/kept"));
    QTRY_VERIFY_WITH_TIMEOUT(server.run([&] { return kept.has_value(); }), 20'000);
    kept.reset();
    QCOMPARE(client.reply().status, 500);
}

void TestConnectionGate::anEmptyLineBetweenRequestsIsForgiven()
{
    Limits limits;
    limits.headTimeout = std::chrono::milliseconds(100);
    TestServer server(limits);
    RawClient client(server.port());
    QCOMPARE(client.request(put("/echo", "x") + "\r\n").body, "x");
    QVERIFY(client.isSilent(std::chrono::milliseconds(500)));
    client.sendSlowly("\r\n");
    QCOMPARE(client.request(get("/hello")).body, "/hello");
}

void TestConnectionGate::whatFollowsTheLastRequestDoesNotSpoilItsReply()
{
    TestServer server;
    RawClient client(server.port());
    client.send(get("/big", "Connection: close\r\n") + QByteArray(100'000, 'x'));
    QCOMPARE(client.reply().body.size(), 1 << 20);
    QVERIFY(client.isClosed());
}

void TestConnectionGate::headIsAnsweredWithoutABody()
{
    TestServer server;
    RawClient client(server.port());
    client.send("HEAD /hello HTTP/1.1\r\nHost: lab\r\n\r\n");
    const RawReply reply = client.reply(false);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers.value("content-length"), "6");
    QCOMPARE(client.request(get("/hello")).body, "/hello");
}

void TestConnectionGate::noContentHasNoLength()
{
    TestServer server;
    RawClient client(server.port());
    const RawReply reply = client.request("DELETE /nothing HTTP/1.1\r\nHost: lab\r\n\r\n");
    QCOMPARE(reply.status, 204);
    QVERIFY(!reply.headers.contains("content-length"));
    QCOMPARE(client.request(get("/hello")).body, "/hello");
}

void TestConnectionGate::whatIsKnownHasNoLength()
{
    TestServer server;
    server.add(Method::Get, QStringLiteral("/known"),
               [](const Request &, const Router::Captures &, const Responder &responder) {
                   responder.reply({304, {}, {{"etag", "\"a\""}}, {}});
               });
    RawClient client(server.port());
    const RawReply reply = client.request(get("/known"));
    QCOMPARE(reply.status, 304);
    QVERIFY(!reply.headers.contains("content-length"));
    QCOMPARE(reply.headers.value("etag"), "\"a\"");
    QCOMPARE(client.request(get("/hello")).body, "/hello");
}

void TestConnectionGate::whoseLengthIsNotKnownHasNone()
{
    TestServer server;
    server.add(Method::Get, QStringLiteral("/poll"),
               [](const Request &, const Router::Captures &, const Responder &responder) {
                   responder.reply({200, "application/json", {}, {}});
               });
    RawClient client(server.port());
    client.send("HEAD /poll HTTP/1.1\r\nHost: lab\r\n\r\n");
    const RawReply reply = client.reply(false);
    QCOMPARE(reply.status, 200);
    QVERIFY(!reply.headers.contains("content-length"));
    QCOMPARE(client.request(get("/hello")).body, "/hello");
}

void TestConnectionGate::refusalsHaveADate()
{
    TestServer server;
    RawClient client(server.port());
    const RawReply reply = client.request("nonsense\r\n\r\n");
    QCOMPARE(reply.status, 400);
    QVERIFY(reply.headers.value("date").endsWith(" GMT"));
}

void TestConnectionGate::whatIsNotThereIsSaid()
{
    TestServer server;
    RawClient client(server.port());
    const RawReply missing = client.request(get("/nowhere"));
    QCOMPARE(missing.status, 404);
    QCOMPARE(missing.headers.value("content-type"), "application/json");
    QCOMPARE(missing.body, R"({"detail":"Not Found"})");
    const RawReply wrong = client.request(get("/echo"));
    QCOMPARE(wrong.status, 405);
    QCOMPARE(wrong.body, R"({"detail":"Method Not Allowed"})");
    QCOMPARE(wrong.headers.value("allow"), "PUT, POST, OPTIONS");
}

void TestConnectionGate::theOtherEndOfAPathIsRedirected()
{
    TestServer server;
    RawClient client(server.port());
    const RawReply reply = client.request(get("/things?a=b%20c"));
    QCOMPARE(reply.status, 307);
    QCOMPARE(reply.headers.value("location"), "http://lab:5000/things/?a=b%20c");
    QCOMPARE(reply.body, "");
    QVERIFY(!reply.headers.contains("content-type"));
    QCOMPARE(client.request(get("/hello/")).headers.value("location"), "http://lab:5000/hello");
}

void TestConnectionGate::anExpectingClientIsToldToContinue()
{
    TestServer server;
    RawClient client(server.port());
    client.send("PUT /echo HTTP/1.1\r\nHost: lab\r\nContent-Length: 4\r\n"
                "Expect: 100-continue\r\n\r\n");
    QCOMPARE(client.reply().status, 100);
    QCOMPARE(client.request("body").body, "body");
}

void TestConnectionGate::aHandlerThatFailsAnswers500_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("by an exception") << QByteArray("/throw");
    QTest::newRow("by forgetting to answer") << QByteArray("/drop");
}

void TestConnectionGate::aHandlerThatFailsAnswers500()
{
    QFETCH(const QByteArray, path);
    TestServer server;
    RawClient client(server.port());
    if (path == "/throw")
        QTest::ignoreMessage(QtCriticalMsg, "GET /throw: a handler went wrong");
    QCOMPARE(client.request(get(path)).status, 500);
    QCOMPARE(client.request(get("/hello")).status, 200);
}

void TestConnectionGate::aPageOfAnotherHostCannotChangeAnything()
{
    TestServer server;
    RawClient client(server.port());
    const QByteArray foreign = "Origin: http://elsewhere.example\r\n";
    QCOMPARE(client.request(put("/echo", "x", foreign)).status, 403);
    const RawReply read = client.request(get("/hello", foreign));
    QCOMPARE(read.status, 200);
    QVERIFY(!read.headers.contains("access-control-allow-origin"));
    const RawReply own = client.request(put("/echo", "x", "Origin: http://lab:8080\r\n"));
    QCOMPARE(own.status, 200);
    QCOMPARE(own.headers.value("access-control-allow-origin"), "http://lab:8080");
    // The page's owner has let its name point to this computer.
    const QByteArray rebound = "PUT /echo HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\n"
                               "Content-Length: 1\r\n\r\n1";
    QCOMPARE(client.request(rebound).status, 421);
}

void TestConnectionGate::anotherHostIsRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    // Its page reads, without an Origin: the camera's picture, say.
    QTest::newRow("reading") << QByteArray("GET /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    QTest::newRow("the head") << QByteArray("HEAD /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    QTest::newRow("changing") << QByteArray("PUT /echo HTTP/1.1\r\nHost: evil.example:5000\r\n"
                                            "Content-Length: 1\r\n\r\n1");
    QTest::newRow("asking whether it may")
        << QByteArray("OPTIONS /echo HTTP/1.1\r\nHost: evil.example\r\nOrigin: "
                      "http://evil.example\r\nAccess-Control-Request-Method: PUT\r\n\r\n");
    QTest::newRow("in its target")
        << QByteArray("GET http://evil.example/hello HTTP/1.1\r\nHost: lab\r\n\r\n");
    QTest::newRow("as a WebSocket")
        << QByteArray("GET /hello HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\n"
                      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
}

void TestConnectionGate::anotherHostIsRefused()
{
    QFETCH(const QByteArray, request);
    TestServer server;
    RawClient client(server.port());
    client.send(request);
    const bool hasBody = !request.startsWith("HEAD");
    const RawReply reply = client.reply(hasBody);
    QCOMPARE(reply.status, 421);
    QVERIFY(!hasBody || reply.body.contains("allowed_hosts"));
    QVERIFY(!reply.headers.contains("access-control-allow-origin"));
    QCOMPARE(client.request(get("/hello")).status, 200);
}

void TestConnectionGate::aProxyThatIsTrustedSaysWhereARequestWentTo()
{
    TestServer server({},
                      {.publicUrl = QUrl(QStringLiteral("https://scope.example")),
                       .trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.1"))}});
    server.add(
        Method::Get, QStringLiteral("/base"),
        [](const Request &request, const Router::Captures &, const Responder &responder) {
            responder.reply(
                {200, "text/plain", {}, (request.baseUrl() + u' ' + request.peerName()).toUtf8()});
        });
    RawClient client(server.port());
    const QByteArray local = "Host: 127.0.0.1:5000\r\n";
    const QByteArray told = "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n"
                            "X-Forwarded-Host: scope.example\r\n";
    QCOMPARE(client.request("GET /base HTTP/1.1\r\n" + local + told + "\r\n").body,
             "https://scope.example 192.0.2.1");
    // STOP, on a page that came by way of the proxy.
    const QByteArray stop =
        "PUT /echo HTTP/1.1\r\n" + local + "Content-Length: 1\r\nOrigin: https://scope.example\r\n";
    const RawReply stopped = client.request(stop + told + "\r\n1");
    QCOMPARE(stopped.status, 200);
    QCOMPARE(stopped.headers.value("access-control-allow-origin"), "https://scope.example");
    QCOMPARE(client.request(stop + "\r\n1").status, 200);
    // The proxy lets every name through.
    QCOMPARE(
        client.request("GET /base HTTP/1.1\r\n" + local + "X-Forwarded-Host: evil.example\r\n\r\n")
            .status,
        421);
}

void TestConnectionGate::whoNamesNoHostIsToldTheAddressItReached()
{
    TestServer server;
    server.add(Method::Get, QStringLiteral("/base"),
               [](const Request &request, const Router::Captures &, const Responder &responder) {
                   responder.reply({200, "text/plain", {}, request.baseUrl().toUtf8()});
               });
    RawClient old(server.port());
    QCOMPARE(old.request("GET /base HTTP/1.0\r\n\r\n").body,
             "http://127.0.0.1:" + QByteArray::number(server.port()));
    RawClient proxied(server.port());
    QCOMPARE(proxied.request("GET http://lab:81/base HTTP/1.1\r\nHost: x\r\n\r\n").body,
             QByteArray("http://lab:81"));
}

HOLDFAST_GUILESS_TEST(TestConnectionGate)

} // namespace tst_connectiongate

#include "tst_connectiongate.moc"
