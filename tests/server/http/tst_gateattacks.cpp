// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/http/testserver.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tst_gateattacks {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: lab\r\n\r\n";
}

const QByteArray s_stop = "POST /stop HTTP/1.1\r\nHost: lab\r\nContent-Length: 0\r\n\r\n";

using Clients = std::vector<std::unique_ptr<RawClient>>;

Clients connected(const TestServer &server, int count)
{
    Clients clients;
    for (int i = 0; i < count; ++i)
        clients.push_back(std::make_unique<RawClient>(server.port()));
    return clients;
}

//! Keeps the server from running for as long as it lives, so that everything arrives at once.
class Standstill
{
public:
    explicit Standstill(TestServer &server)
    {
        // Both semaphores outlive the code that waits for them: that is in the shared state.
        server.post([state = m_state] {
            state->isReached.release();
            state->mayGoOn.acquire();
        });
        m_state->isReached.acquire();
    }
    ~Standstill() { m_state->mayGoOn.release(); }
    Q_DISABLE_COPY_MOVE(Standstill)

private:
    struct State
    {
        QSemaphore isReached;
        QSemaphore mayGoOn;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

// Returns a socket that takes its descriptor now, and connects later.
int unconnected()
{
    return ::socket(AF_INET, SOCK_STREAM, 0);
}

bool connectTo(int descriptor, quint16 port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof(address)) == 0;
}

} // namespace

// Tests what one client may do to the others; above all to the one that wants to stop.
class TestGateAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void aStopDoesNotWaitForABacklog_data();
    void aStopDoesNotWaitForABacklog();
    void connectionsTakeTurns();
    void repliesOfAllClientsHaveALimit();
    void aStopIsAnsweredWhenRepliesFillTheMemory();
    void bodiesOfAllClientsHaveALimit();
    void emptyLinesEndTheConnection();
    void aHeadThatComesByteByByteIsNotReadAgainAndAgain();
    void aStopGetsThroughWhenAllConnectionsAreTaken();
    void whoTakesAReservedPlaceMakesRoom();
    void theLongestSilentIsRefusedForTheNext();
    void aStopGetsThroughWhenDescriptorsHaveRunOut();
    void descriptorsAreLeftForTheRestOfTheProgram();
};

void TestGateAttacks::aStopDoesNotWaitForABacklog_data()
{
    QTest::addColumn<bool>("isNew");
    QTest::newRow("on a connection that is there") << false;
    QTest::newRow("on a new one") << true;
}

void TestGateAttacks::aStopDoesNotWaitForABacklog()
{
    QFETCH(const bool, isNew);
    constexpr int connections = 50;
    constexpr int requests = 300;
    TestServer server;
    const Clients others = connected(server, connections);
    std::unique_ptr<RawClient> stopper;
    if (!isNew)
        stopper = std::make_unique<RawClient>(server.port());
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), connections + (isNew ? 0 : 1), 20'000);
    {
        const Standstill standstill(server);
        for (const auto &other : others)
            other->send(get("/hello").repeated(requests));
        if (isNew)
            stopper = std::make_unique<RawClient>(server.port());
        stopper->send(s_stop);
    }
    QCOMPARE(stopper->reply().body, "stopped");
    // All connections are read before the first of the line is served; a new one is seen when the
    // others have been served for a few milliseconds.
    const int most = isNew ? connections * requests / 4 : 0;
    QVERIFY2(server.helloCountAtStop() <= most,
             QByteArray::number(server.helloCountAtStop()).constData());
    QTRY_COMPARE_WITH_TIMEOUT(server.helloCount(), connections * requests, 60'000);
}

void TestGateAttacks::connectionsTakeTurns()
{
    TestServer server;
    const Clients clients = connected(server, 4);
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 4, 20'000);
    QStringList served; // in the server's thread, until all is over
    server.add(Method::Get, QStringLiteral("/who/{name}"),
               [&served](const Request &, const Router::Captures &captures, const Responder &r) {
                   served << captures.value(QStringLiteral("name"));
                   r.reply(Response::noContent());
               });
    {
        const Standstill standstill(server);
        for (size_t i = 0; i < clients.size(); ++i)
            clients[i]->send(get("/who/" + QByteArray::number(i)).repeated(i == 3 ? 1 : 100));
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.run([&] { return served.size(); }), 301, 20'000);
    QVERIFY2(served.indexOf(QStringLiteral("3")) < 4, qPrintable(served.mid(0, 10).join(u' ')));
    QVERIFY2(served.indexOf(QStringLiteral("2")) < 4, qPrintable(served.mid(0, 10).join(u' ')));
}

void TestGateAttacks::repliesOfAllClientsHaveALimit()
{
    Limits limits;
    limits.totalBacklogBytes = 4 * 1024 * 1024;
    limits.crowdedStall = 100ms;
    TestServer server(limits);
    const qint64 before = residentMemory();
    QVERIFY2(before > 0, "/proc must be mounted");
    // Each has more to read than the system's buffers hold for it.
    const Clients clients = connected(server, 40);
    for (const auto &client : clients) {
        client->takeLittle();
        client->send(get("/big").repeated(8));
    }
    // Others are served meanwhile, and a client that reads nothing is disconnected.
    RawClient other(server.port());
    qint64 most = 0;
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(other.request(get("/hello")).status, 200);
        most = std::max(most, residentMemory());
    }
    QTRY_VERIFY_WITH_TIMEOUT(
        (most = std::max(most, residentMemory()), server.connectionCount() == 1), 30'000);
    QVERIFY2(most - before < memoryAllowance, QByteArray::number(most - before).constData());
}

void TestGateAttacks::aStopIsAnsweredWhenRepliesFillTheMemory()
{
    Limits limits;
    limits.totalBacklogBytes = 1024;
    limits.crowdedStall = 60s;
    TestServer server(limits);
    // More than the system's buffers hold.
    const QByteArray huge(32 * 1024 * 1024, 'x');
    server.add(Method::Get, QStringLiteral("/huge"),
               [huge](const Request &, const Router::Captures &, const Responder &responder) {
                   responder.reply({200, "text/plain", {}, huge});
               });
    RawClient taker(server.port());
    taker.send(get("/huge"));
    QTRY_VERIFY_WITH_TIMEOUT(server.run([&] { return server.outgoingIsFull(); }), 20'000);
    RawClient other(server.port());
    other.send(get("/hello"));
    QCOMPARE(RawClient(server.port()).request(s_stop).body, "stopped");
    QCOMPARE(server.helloCountAtStop(), 0);
    // When it is taken, the other one's turn comes.
    QCOMPARE(taker.reply().body.size(), huge.size());
    QCOMPARE(other.reply().status, 200);
}

void TestGateAttacks::bodiesOfAllClientsHaveALimit()
{
    Limits limits;
    limits.bodies.total = 4 * 1024 * 1024;
    TestServer server(limits);
    const auto put = [](qsizetype size) {
        return "PUT /echo HTTP/1.1\r\nHost: lab\r\nContent-Length: " + QByteArray::number(size)
               + "\r\n\r\n";
    };
    const Clients clients = connected(server, 4);
    for (const auto &client : clients) {
        client->send(put(1024 * 1024).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
        QCOMPARE(client->reply(false).status, 100);
    }
    RawClient large(server.port());
    large.send(put(1024 * 1024));
    QCOMPARE(large.reply().status, 503);
    QVERIFY(large.isClosed());
    large.close();
    RawClient small(server.port());
    QCOMPARE(small.request(put(4) + "body").body, "body");
    // Whether it is sent to its end or not, there is room again.
    clients[0]->close();
    QCOMPARE(clients[1]->request(QByteArray(1024 * 1024, 'b')).body.size(), 1024 * 1024);
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 4, 20'000);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(small.request(put(1024 * 1024) + QByteArray(1024 * 1024, 'b')).status, 200);
}

void TestGateAttacks::emptyLinesEndTheConnection()
{
    TestServer server;
    RawClient client(server.port());
    client.send("\r\n" + get("/hello") + "\r\n" + get("/hello"));
    QCOMPARE(client.reply().status, 200);
    QCOMPARE(client.reply().status, 200);
    client.send(QByteArray("\r\n").repeated(5));
    QCOMPARE(client.reply().status, 400);
    QVERIFY(client.isClosed());
}

void TestGateAttacks::aHeadThatComesByteByByteIsNotReadAgainAndAgain()
{
    TestServer server;
    RawClient client(server.port());
    client.sendSlowly("GET /hello HTTP/1.1\r\nHost: lab\r\nX: " + QByteArray(500, 'x')
                      + "\r\n\r\n");
    QCOMPARE(client.reply().status, 200);
    client.sendSlowly("GET /" + QByteArray(500, 'x') + " HTTP/9.9\r\n");
    QCOMPARE(client.reply().status, 505);
}

void TestGateAttacks::aStopGetsThroughWhenAllConnectionsAreTaken()
{
    Limits limits;
    limits.connections.total = 8;
    TestServer server(limits);
    const Clients others = connected(server, 8);
    QCOMPARE(others.back()->request(get("/hello")).status, 200);
    RawClient refused(server.port());
    QCOMPARE(refused.request(get("/hello")).status, 503);
    QVERIFY(refused.isClosed());
    RawClient stopper(server.port());
    const RawReply reply = stopper.request(s_stop);
    QCOMPARE(reply.body, "stopped");
    QCOMPARE(reply.headers.value("connection"), "close");
    QVERIFY(stopper.isClosed());
    QCOMPARE(others.front()->request(get("/hello")).status, 200);
}

void TestGateAttacks::whoTakesAReservedPlaceMakesRoom()
{
    Limits limits;
    limits.connections.total = 8;
    limits.reservedConnections = 4;
    limits.reservedIdle = 60s;
    TestServer server(limits);
    const Clients others = connected(server, 60);
    QCOMPARE(RawClient(server.port()).request(s_stop).body, "stopped");
    QVERIFY(server.connectionCount() <= 12);
    // A client that is silent there is told so in the end.
    limits.reservedIdle = 50ms;
    TestServer second(limits);
    const Clients idle = connected(second, 9);
    QCOMPARE(idle.back()->reply().status, 503);
}

void TestGateAttacks::theLongestSilentIsRefusedForTheNext()
{
    Limits limits;
    limits.connections.total = 8;
    limits.reservedConnections = 4;
    limits.reservedIdle = 60s;
    TestServer server(limits);
    const Clients others = connected(server, 8);
    QCOMPARE(others.back()->request(get("/hello")).status, 200);
    const Clients silent = connected(server, 4);
    QTRY_COMPARE(server.connectionCount(), 12);
    RawClient next(server.port());
    QCOMPARE(silent.front()->reply().status, 503);
    QVERIFY(silent.front()->isClosed());
    QCOMPARE(server.connectionCount(), 12);
    // Those that stay are heard when they speak at last.
    QCOMPARE(silent.back()->request(s_stop).body, "stopped");
    QCOMPARE(next.request(get("/hello")).status, 503);
    // One that leaves without a word leaves nothing behind.
    silent.at(1)->close();
    QTRY_COMPARE(server.connectionCount(), 9);
}

void TestGateAttacks::aStopGetsThroughWhenDescriptorsHaveRunOut()
{
    TestServer server;
    RawClient before(server.port());
    QCOMPARE(before.request(get("/hello")).status, 200);
    std::vector<int> clients;
    const auto closeAll = qScopeGuard([&clients] {
        for (const int descriptor : clients)
            ::close(descriptor);
    });
    for (int i = 0; i < 40; ++i)
        clients.push_back(unconnected());
    rlimit limit {};
    getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t usual = limit.rlim_cur;
    // There is not one more for any client: the number of the next one would be the limit.
    const int next = unconnected();
    ::close(next);
    limit.rlim_cur = rlim_t(next);
    setrlimit(RLIMIT_NOFILE, &limit);
    const auto restore = qScopeGuard([&limit, usual] {
        limit.rlim_cur = usual;
        setrlimit(RLIMIT_NOFILE, &limit);
    });
    for (const int descriptor : clients)
        QVERIFY(connectTo(descriptor, server.port()));
    QCOMPARE(::send(clients.back(), s_stop.constData(), size_t(s_stop.size()), MSG_NOSIGNAL),
             s_stop.size());
    QByteArray answer(1024, '\0');
    timeval patience {20, 0};
    ::setsockopt(clients.back(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    answer.truncate(
        std::max<qsizetype>(0, ::recv(clients.back(), answer.data(), size_t(answer.size()), 0)));
    QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer.constData());
    QCOMPARE(before.request(get("/hello")).status, 200);
}

void TestGateAttacks::descriptorsAreLeftForTheRestOfTheProgram()
{
    TestServer server;
    rlimit limit {};
    getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t usual = std::exchange(limit.rlim_cur, 200);
    setrlimit(RLIMIT_NOFILE, &limit);
    const auto restore = qScopeGuard([&limit, usual] {
        limit.rlim_cur = usual;
        setrlimit(RLIMIT_NOFILE, &limit);
    });
    // Half of the descriptors are the clients' here: in the server there are as many again.
    Clients clients = connected(server, 60);
    QCOMPARE(clients.front()->request(get("/hello")).status, 200);
    clients.push_back(std::make_unique<RawClient>(server.port()));
    while (clients.back()->isConnected() && clients.size() < 80)
        clients.push_back(std::make_unique<RawClient>(server.port()));
    QCOMPARE(clients.back()->request(get("/hello")).status, 503);
    QCOMPARE(clients.front()->request(get("/hello")).status, 200);
}

HOLDFAST_GUILESS_TEST(TestGateAttacks)

} // namespace tst_gateattacks

#include "tst_gateattacks.moc"
