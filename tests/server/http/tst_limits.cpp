// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/http/testserver.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

namespace tst_limits {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr qint64 megabyte = 1024 * 1024;

QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: lab\r\n\r\n";
}

} // namespace

class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void aFloodIsRefusedEarly_data();
    void aFloodIsRefusedEarly();
    void whoIsSlowIsToldSo_data();
    void whoIsSlowIsToldSo();
    void whoIsIdleIsClosed_data();
    void whoIsIdleIsClosed();
    void anOwedReplyIsNotIdleTime();
    void tooManyConnectionsAreRefused();
    void aClientThatTakesNothingHoldsTheServerBackOnlyForItself();
    void aClientThatTakesNothingIsCut();
    void nonsenseLeavesTheServerAlive();
};

void TestLimits::aFloodIsRefusedEarly_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<QByteArray>("flood");
    QTest::addColumn<int>("status");
    const QByteArray head = "PUT /echo HTTP/1.1\r\nHost: lab\r\n";
    QTest::newRow("a body of 500 MB") << head + "Content-Length: 500000000\r\n\r\n"
                                      << QByteArray(65536, 'b') << 413;
    QTest::newRow("endless header fields") << head << QByteArray("A: b\r\n").repeated(9000) << 431;
    QTest::newRow("one endless header field") << head + "A: " << QByteArray(65536, 'a') << 431;
    QTest::newRow("an endless request line")
        << QByteArray("GET /") << QByteArray(65536, 'a') << 414;
    const QByteArray chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("an endless size of a chunk") << chunked << QByteArray(65536, 'c') << 400;
    QTest::newRow("endless chunks") << chunked << "10000\r\n" + QByteArray(65536, 'c') + "\r\n"
                                    << 413;
    QTest::newRow("endless fields behind the chunks")
        << chunked + "0\r\n"
        << QByteArray("A: b\r\n").repeated(9000) << 431;
}

void TestLimits::aFloodIsRefusedEarly()
{
    QFETCH(const QByteArray, beginning);
    QFETCH(const QByteArray, flood);
    QFETCH(const int, status);
    TestServer server;
    const qint64 before = residentMemory();
    QVERIFY2(before > 0, "/proc must be mounted");
    RawClient client(server.port());
    client.send(beginning);
    qint64 sent = 0;
    for (qint64 last = 1; last > 0 && sent < 500 * megabyte; sent += last)
        last = client.send(flood);
    QVERIFY2(sent < 100 * megabyte, QByteArray::number(sent).constData());
    QVERIFY(residentMemory() - before < memoryAllowance);
    const RawReply reply = client.reply();
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.headers.value("connection"), "close");
    QVERIFY(reply.body.startsWith("{\"detail\":"));
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, 20'000);
    QCOMPARE(RawClient(server.port()).request(get("/hello")).status, 200);
}

void TestLimits::whoIsSlowIsToldSo_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("in the head") << QByteArray("GET /hello HTTP/1.1\r\nHo");
    QTest::newRow("with the first byte") << QByteArray("G");
    QTest::newRow("in the body") << QByteArray(
        "PUT /echo HTTP/1.1\r\nHost: lab\r\nContent-Length: 9\r\n\r\nbod");
}

void TestLimits::whoIsSlowIsToldSo()
{
    QFETCH(const QByteArray, bytes);
    Limits limits;
    limits.headTimeout = limits.bodyTimeout = 100ms;
    TestServer server(limits);
    RawClient client(server.port());
    QCOMPARE(client.request(bytes).status, 408);
    QVERIFY(client.isClosed());
    client.close();
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, 20'000);
}

void TestLimits::whoIsIdleIsClosed_data()
{
    QTest::addColumn<bool>("afterARequest");
    QTest::newRow("before the first request") << false;
    QTest::newRow("after a request") << true;
}

void TestLimits::whoIsIdleIsClosed()
{
    QFETCH(const bool, afterARequest);
    Limits limits;
    limits.idle = 100ms;
    TestServer server(limits);
    RawClient client(server.port());
    if (afterARequest)
        QCOMPARE(client.request(get("/hello")).status, 200);
    QVERIFY(client.isClosed());
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, 20'000);
}

void TestLimits::anOwedReplyIsNotIdleTime()
{
    Limits limits;
    limits.idle = limits.headTimeout = limits.bodyTimeout = 50ms;
    TestServer server(limits);
    RawClient client(server.port());
    client.send(get("/later/x"));
    QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), 1, 20'000);
    QVERIFY(client.isSilent(500ms));
    server.answerAll();
    QCOMPARE(client.reply().body, "x");
}

void TestLimits::tooManyConnectionsAreRefused()
{
    Limits limits;
    limits.connections.total = 64;
    limits.reservedConnections = 200;
    limits.reservedIdle = 100ms;
    TestServer server(limits);
    RawClient first(server.port());
    QCOMPARE(first.request(get("/hello")).status, 200);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 200; ++i)
        clients.push_back(std::make_unique<RawClient>(server.port()));
    for (int i = 63; i < 200; ++i)
        QCOMPARE(clients[static_cast<size_t>(i)]->reply().status, 503);
    QCOMPARE(first.request(get("/hello")).status, 200);
    QCOMPARE(clients[0]->request(get("/hello")).status, 200);
    clients.clear();
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 1, 20'000);
    QCOMPARE(RawClient(server.port()).request(get("/hello")).status, 200);
}

void TestLimits::aClientThatTakesNothingHoldsTheServerBackOnlyForItself()
{
    TestServer server;
    const qint64 before = residentMemory();
    QVERIFY2(before > 0, "/proc must be mounted");
    RawClient client(server.port());
    client.takeLittle();
    constexpr int times = 200;
    client.send(get("/big").repeated(times));
    QVERIFY(client.isConnected());
    QCOMPARE(RawClient(server.port()).request(get("/hello")).status, 200);
    QVERIFY(residentMemory() - before < memoryAllowance);
    for (int i = 0; i < times; ++i)
        QCOMPARE(client.reply().body.size(), megabyte);
}

void TestLimits::aClientThatTakesNothingIsCut()
{
    Limits limits;
    limits.writeStall = 100ms;
    TestServer server(limits);
    RawClient client(server.port());
    client.takeLittle();
    client.send(get("/big").repeated(50));
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 1, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, 20'000);
}

// Requests with bytes changed, left out and doubled, cut anywhere; clients that leave in every way.
void TestLimits::nonsenseLeavesTheServerAlive()
{
    Limits limits;
    limits.headTimeout = limits.bodyTimeout = limits.lingering = 50ms;
    TestServer server(limits);
    QRandomGenerator random(20261123);
    const QByteArrayList seeds {
        get("/hello"),
        get("/later/fuzz") + get("/hello"),
        get("/throw").left(0) + get("/drop"),
        "PUT /echo HTTP/1.1\r\nHost: lab\r\nContent-Length: 5\r\n\r\nhello" + get("/big"),
        "POST /echo HTTP/1.1\r\nHost: lab\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
        "HEAD /things HTTP/1.0\r\nHost: lab\r\nConnection: keep-alive\r\n\r\n",
    };
    const qint64 before = residentMemory();
    QVERIFY2(before > 0, "/proc must be mounted");
    for (int i = 0; i < 4000; ++i) {
        QByteArray bytes = seeds[random.bounded(static_cast<int>(seeds.size()))];
        for (int changes = random.bounded(6); changes > 0 && !bytes.isEmpty(); --changes) {
            const int at = random.bounded(static_cast<int>(bytes.size()));
            switch (random.bounded(4)) {
            case 0:
                bytes[at] = static_cast<char>(random.bounded(256));
                break;
            case 1:
                bytes.remove(at, random.bounded(8));
                break;
            case 2:
                bytes.insert(at, bytes.mid(random.bounded(static_cast<int>(bytes.size())), 40));
                break;
            default:
                bytes.truncate(at);
            }
        }
        RawClient client(server.port());
        const qsizetype cut = random.bounded(static_cast<int>(bytes.size()) + 1);
        client.send(bytes.first(cut));
        client.send(bytes.sliced(cut));
        if (random.bounded(3) == 0)
            client.reset();
        if (random.bounded(8) == 0)
            server.answerAll();
    }
    server.answerAll();
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, 30'000);
    QVERIFY(residentMemory() - before < memoryAllowance);
    QCOMPARE(RawClient(server.port()).request(get("/hello")).status, 200);
}

HOLDFAST_GUILESS_TEST(TestLimits)

} // namespace tst_limits

#include "tst_limits.moc"
