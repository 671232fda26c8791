// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/mjpegstream.h"
#include "tests/program/testprogram.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/http/testserver.h"

#include <QHostAddress>
#include <QTest>

#include <sys/resource.h>

namespace tst_gateserver {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: lab\r\n\r\n";
}

} // namespace

class TestGateServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void aTakenPortIsSaid();
    void shutdownWithoutClientsFinishes();
    void shutdownClosesIdleClients();
    void shutdownWaitsForOwedReplies();
    void shutdownWaitsOnlySoLong();
    void shutdownEndsStreams();
    void deletingTheServerCutsEverything();
    void theServerComesBackWhenDescriptorsRanOut();
};

void TestGateServer::aTakenPortIsSaid()
{
    TestServer first;
    GateServer second({}, [](const Request &, const Responder &) {});
    QVERIFY(!second.start(QHostAddress::LocalHost, first.port()));
    QVERIFY(!second.errorString().isEmpty());
    QVERIFY(second.start(QHostAddress::LocalHost, 0));
}

void TestGateServer::shutdownWithoutClientsFinishes()
{
    TestServer server;
    server.shutDown();
    QTRY_VERIFY_WITH_TIMEOUT(server.isFinished(), 20'000);
    QVERIFY(!RawClient(server.port()).isConnected());
}

void TestGateServer::shutdownClosesIdleClients()
{
    Limits limits;
    limits.shutdown = 60s;
    TestServer server(limits);
    RawClient idle(server.port());
    RawClient used(server.port());
    RawClient halfway(server.port());
    QCOMPARE(used.request(get("/hello")).status, 200);
    halfway.send("GET /hel");
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 3, 20'000);
    server.shutDown();
    QVERIFY(idle.isClosed());
    QVERIFY(used.isClosed());
    QTRY_VERIFY_WITH_TIMEOUT(server.isFinished(), 20'000);
}

void TestGateServer::shutdownWaitsForOwedReplies()
{
    Limits limits;
    limits.shutdown = 60s;
    TestServer server(limits);
    RawClient client(server.port());
    client.send(get("/later/last") + get("/hello"));
    QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), 1, 20'000);
    server.shutDown();
    QVERIFY(client.isSilent(100ms));
    QVERIFY(!server.isFinished());
    server.answerAll();
    const RawReply reply = client.reply();
    QCOMPARE(reply.body, "last");
    QCOMPARE(reply.headers.value("connection"), "close");
    QVERIFY(client.isClosed());
    QTRY_VERIFY_WITH_TIMEOUT(server.isFinished(), 20'000);
}

void TestGateServer::shutdownWaitsOnlySoLong()
{
    Limits limits;
    limits.shutdown = 100ms;
    TestServer server(limits);
    RawClient client(server.port());
    client.send(get("/later/never"));
    QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), 1, 20'000);
    server.shutDown();
    QTRY_VERIFY_WITH_TIMEOUT(server.isFinished(), 20'000);
    QVERIFY(client.isClosed());
    QCOMPARE(server.goneCount(), 1);
}

void TestGateServer::shutdownEndsStreams()
{
    Limits limits;
    limits.shutdown = 60s;
    TestServer server(limits);
    server.add(Method::Get, QStringLiteral("/stream"),
               [](const Request &, const Router::Captures &, const Responder &responder) {
                   auto stream = std::make_unique<MjpegStream>();
                   stream->push("picture");
                   responder.stream(std::move(stream));
               });
    RawClient client(server.port());
    const RawReply head = (client.send(get("/stream")), client.reply(false));
    QCOMPARE(head.status, 200);
    QVERIFY(client.read(10).startsWith("--frame"));
    server.shutDown();
    QVERIFY(client.isClosed());
    QTRY_VERIFY_WITH_TIMEOUT(server.isFinished(), 20'000);
}

void TestGateServer::deletingTheServerCutsEverything()
{
    auto server = std::make_unique<TestServer>();
    RawClient idle(server->port());
    RawClient waiting(server->port());
    waiting.send(get("/later/x"));
    QTRY_COMPARE_WITH_TIMEOUT(server->owedCount(), 1, 20'000);
    server.reset();
    QVERIFY(idle.isClosed());
    QVERIFY(waiting.isClosed());
}

void TestGateServer::theServerComesBackWhenDescriptorsRanOut()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("The sanitizer of undefined behaviour looks at an object through a pipe, for which there "
          "is no descriptor.");
#endif
    TestServer server;
    std::vector<std::unique_ptr<RawClient>> clients;
    clients.push_back(std::make_unique<RawClient>(server.port()));
    QCOMPARE(clients[0]->request(get("/hello")).status, 200);
    rlimit limit {};
    getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t usual = std::exchange(limit.rlim_cur, 60);
    setrlimit(RLIMIT_NOFILE, &limit);
    // Each client takes a descriptor here and, if there is one, another in the server.
    while (clients.back()->isConnected())
        clients.push_back(std::make_unique<RawClient>(server.port()));
    QCOMPARE(clients[0]->request(get("/hello")).status, 200);
    limit.rlim_cur = usual;
    setrlimit(RLIMIT_NOFILE, &limit);
    clients.pop_back();
    // Those that came last were refused, or cut for others.
    for (const auto &client : clients) {
        const int status = client->request(get("/hello")).status;
        QVERIFY2(status == 200 || status == 503 || status == 0,
                 QByteArray::number(status).constData());
    }
    QCOMPARE(RawClient(server.port()).request(get("/hello")).status, 200);
}

HOLDFAST_GUILESS_TEST(TestGateServer)

} // namespace tst_gateserver

#include "tst_gateserver.moc"
