// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/limits/limittable.h"
#include "tests/metrics/scrape.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"
#include "tests/server/routes/socketclient.h"

#include <QRegularExpression>
#include <QTest>

#include <functional>
#include <map>
#include <vector>

namespace Holdfast::tst_clientlimits {

namespace {

using namespace std::chrono_literals;

constexpr int s_patience = 30'000;
const QByteArray s_forwarded = "X-Forwarded-For: 192.0.2.7\r\n";
const QByteArray s_other = "X-Forwarded-For: 192.0.2.8\r\n";

//! \brief The clients of a test, each with a connection of its own, and all with the same address.
class Company
{
public:
    Company(RouteBench &bench, QByteArray headers)
        : m_bench(bench)
        , m_headers(std::move(headers))
    {
    }

    RouteBench &bench() { return m_bench; }

    HttpClient &client(const QByteArray &name = {}, const QByteArray &headers = {})
    {
        m_clients.push_back(std::make_unique<HttpClient>(m_bench, name));
        m_clients.back()->setHeaders(m_headers + headers);
        return *m_clients.back();
    }
    // Sends a request over a connection of its own, and does not read the answer.
    HttpClient &begin(const QByteArray &method, const QByteArray &path,
                      const QByteArray &headers = {}, const QByteArray &name = {})
    {
        HttpClient &begun = client(name, headers);
        begun.begin(method, path);
        return begun;
    }
    RawReply ask(const QByteArray &method, const QByteArray &path, const QByteArray &headers = {},
                 const QByteArray &body = {})
    {
        return client({}, headers).request(method, path, body);
    }
    HttpClient &webSocket()
    {
        HttpClient &socket = begin("GET", "/bench/ws",
                                   "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                   "Sec-WebSocket-Version: 13\r\n"
                                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        if (socket.raw().reply(false).status != 101)
            qWarning("no WebSocket");
        return socket;
    }
    void leave() { m_clients.clear(); }

private:
    RouteBench &m_bench;
    const QByteArray m_headers;
    std::vector<std::unique_ptr<HttpClient>> m_clients;
};

//! \brief A way to a limit: the request beyond it, and its answer.
struct Way
{
    std::function<void(Limits &)> lower;
    std::function<RawReply(Company &)> beyond;
};

template<auto Member>
void lower(Limits &limits, LimitScope scope, qint64 value)
{
    (scope == LimitScope::Client  ? (limits.*Member).client
     : scope == LimitScope::Local ? (limits.*Member).local
                                  : (limits.*Member).total) = value;
}

// Returns the beginning of a text message of \a size bytes, masked with zeros.
QByteArray frameBeginning(quint16 size, qsizetype sent)
{
    return QByteArray("\x81\xfe") + char(size >> 8) + char(size & 0xff) + QByteArray(4, '\0')
           + QByteArray(sent, 'x');
}

// Returns a close frame as if it were a reply, with its code as the status and its reason as the body.
RawReply closing(HttpClient &socket)
{
    QByteArray bytes;
    for (QByteArray more; !(more = socket.raw().read(1)).isEmpty();)
        bytes += more;
    if (!bytes.startsWith('\x88') || bytes.size() < 4)
        return {};
    return {quint8(bytes[2]) << 8 | quint8(bytes[3]), {}, bytes.sliced(4)};
}

RawReply beyondConnections(Company &company)
{
    for (int i = 0; i < 4; ++i)
        company.ask("GET", "/lock");
    return company.ask("GET", "/lock");
}

RawReply beyondRequests(Company &company)
{
    HttpClient *client = &company.client();
    RawReply reply;
    for (int i = 0; i < 1000 && (reply.status == 0 || reply.status == 200); ++i)
        reply = client->get("/bench/level");
    return reply;
}

RawReply beyondBodies(Company &company)
{
    const QByteArray large = "Expect: 100-continue\r\nContent-Length: 600000\r\n";
    HttpClient &first = company.client();
    first.raw().send(first.written("PATCH", "/bench/level").chopped(2) + large + "\r\n");
    if (first.raw().reply(false).status != 100)
        return {};
    HttpClient &second = company.client();
    second.raw().send(second.written("PATCH", "/bench/level").chopped(2) + large + "\r\n");
    return second.raw().reply();
}

RawReply beyondMessages(Company &company)
{
    company.webSocket().raw().send(frameBeginning(20'000, 10'000));
    HttpClient &second = company.webSocket();
    second.raw().send(frameBeginning(20'000, 10'000));
    return closing(second);
}

RawReply beyondSubscriptions(Company &company)
{
    for (const char *path : {"/lock/events", "/bench/stream"}) {
        if (company.begin("GET", path).raw().reply(false).status != 200)
            return {};
    }
    return company.ask("GET", "/bench/level/observe", "Prefer: wait=60\r\n");
}

RawReply beyondInvocations(Company &company)
{
    for (int i = 0; i < 2; ++i) {
        if (company.ask("POST", "/bench/hold", "Prefer: wait=60\r\n", "{}").status != 201)
            return {};
    }
    return company.ask("POST", "/bench/hold", "Prefer: wait=60\r\n", "{}");
}

RawReply beyondInputs(Company &company)
{
    return company.ask("POST", "/bench/hold", {}, '{' + QByteArray(3000, ' ') + '}');
}

RawReply beyondQueuePlaces(Company &company)
{
    company.ask("POST", "/bench/hold", {}, "{}");
    for (const char *name : {"one", "two"})
        company.begin("DELETE", "/nothing", {}, name).raw().reply();
    HttpClient &first = company.client("one", "Prefer: wait=60\r\n");
    first.begin("PUT", "/bench/level", "2");
    HttpClient &second = company.client("two", "Prefer: wait=60\r\n");
    second.begin("PUT", "/bench/level", "3");
    const bool areWaiting = QTest::qWaitFor(
        [&] { return company.bench().station().lock()->status().queue.size() == 2; }, s_patience);
    return areWaiting ? company.client("three", "Prefer: wait=60\r\n").put("/bench/level", "4")
                      : RawReply();
}

RawReply beyondLeases(Company &company)
{
    if (company.ask("POST", "/lock/leases", {}, "{}").status != 201)
        return {};
    return company.ask("POST", "/lock/leases", "Prefer: wait=60\r\n", "{}");
}

RawReply beyondHistoryQueries(Company &company)
{
    return company.ask("GET", "/lock/history");
}

template<auto Member>
void addWays(std::map<QString, Way> &ways, Counted what, qint64 value,
             RawReply (*beyond)(Company &))
{
    for (const auto scope : {LimitScope::Client, LimitScope::Local, LimitScope::Total}) {
        if (const LimitRow *row = limitRow(what, scope))
            ways[row->key()] = {[=](Limits &limits) { lower<Member>(limits, scope, value); },
                                beyond};
    }
}

// All limits with an answer, by key.
std::map<QString, Way> allWays()
{
    std::map<QString, Way> ways;
    addWays<&Limits::connections>(ways, Counted::Connections, 4, &beyondConnections);
    addWays<&Limits::requestsPerSecond>(ways, Counted::Requests, 1, &beyondRequests);
    addWays<&Limits::bodies>(ways, Counted::Bodies, 1'000'000, &beyondBodies);
    addWays<&Limits::messages>(ways, Counted::Messages, 15'000, &beyondMessages);
    addWays<&Limits::subscriptions>(ways, Counted::Subscriptions, 2, &beyondSubscriptions);
    addWays<&Limits::invocations>(ways, Counted::Invocations, 2, &beyondInvocations);
    addWays<&Limits::inputs>(ways, Counted::Inputs, 2000, &beyondInputs);
    addWays<&Limits::queuePlaces>(ways, Counted::QueuePlaces, 2, &beyondQueuePlaces);
    addWays<&Limits::leases>(ways, Counted::Leases, 1, &beyondLeases);
    addWays<&Limits::historyQueries>(ways, Counted::HistoryQueries, 0, &beyondHistoryQueries);
    // All connections are those of the proxy, or of this computer.
    ways.erase(limitRow(Counted::Connections, LimitScope::Client)->key());

    const auto connection = [&ways](ConnectionLimit what, std::function<void(Limits &)> lower,
                                    std::function<RawReply(Company &)> beyond) {
        ways[limitRow(what)->key()] = {std::move(lower), std::move(beyond)};
    };
    connection(
        ConnectionLimit::HeadBytes, [](Limits &limits) { limits.headBytes = 2000; },
        [](Company &company) {
            return company.ask("GET", "/lock", "X: " + QByteArray(2000, 'x') + "\r\n");
        });
    connection(
        ConnectionLimit::TargetBytes, [](Limits &limits) { limits.targetBytes = 300; },
        [](Company &company) { return company.ask("GET", '/' + QByteArray(400, 'x')); });
    connection(
        ConnectionLimit::HeaderCount, [](Limits &limits) { limits.headerCount = 12; },
        [](Company &company) {
            return company.ask("GET", "/lock", QByteArray("X: x\r\n").repeated(12));
        });
    connection(
        ConnectionLimit::BodyBytes, [](Limits &limits) { limits.bodyBytes = 1024; },
        [](Company &company) {
            return company.ask("PUT", "/bench/level", {}, QByteArray(1025, ' '));
        });
    connection(
        ConnectionLimit::MessageBytes, [](Limits &limits) { limits.messageBytes = 1024; },
        [](Company &company) {
            HttpClient &socket = company.webSocket();
            socket.raw().send(frameBeginning(1025, 1));
            return closing(socket);
        });
    connection(
        ConnectionLimit::HeadTime, [](Limits &limits) { limits.headTimeout = 100ms; },
        [](Company &company) {
            HttpClient &client = company.client();
            client.raw().send("GET /lock");
            return client.raw().reply();
        });
    connection(
        ConnectionLimit::BodyTime, [](Limits &limits) { limits.bodyTimeout = 100ms; },
        [](Company &company) {
            HttpClient &client = company.client();
            client.raw().send(client.written("PUT", "/bench/level", "1234").chopped(1));
            return client.raw().reply();
        });
    connection(
        ConnectionLimit::MessageTime, [](Limits &limits) { limits.messageTimeout = 100ms; },
        [](Company &company) {
            HttpClient &socket = company.webSocket();
            socket.raw().send(frameBeginning(1025, 1));
            return closing(socket);
        });
    return ways;
}

} // namespace

// Each limit of clients, over real connections: it is met, answered and counted, and a stop gets through.
class ClientLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!Emergency stop)"))); }
    void cleanup() { m_bench.reset(); }

    void eachLimitIsTried();
    void aLimitIsAnsweredAndCountedAndLetsAStopThrough_data();
    void aLimitIsAnsweredAndCountedAndLetsAStopThrough();
    void anotherClientIsNotConcerned_data();
    void anotherClientIsNotConcerned();
    void whatIsGivenBackIsFreeAgain();
    void aWebSocketIsToldWhatItMayNotObserve();
    void programsOnThisComputerNoticeNothing();
    void programsOnThisComputerDoNotFillTheQueue();

private:
    void make(const std::function<void(Limits &)> &lower, bool isBehindProxy);
    double count(const QString &key) const;

    const std::map<QString, Way> m_ways = allWays();
    std::shared_ptr<Metrics> m_metrics;
    std::unique_ptr<RouteBench> m_bench;
};

void ClientLimitsTest::make(const std::function<void(Limits &)> &lower, bool isBehindProxy)
{
    Limits limits;
    lower(limits);
    SiteOptions site;
    if (isBehindProxy)
        site.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.1/32"))};
    m_metrics = std::make_shared<Metrics>();
    m_bench = std::make_unique<RouteBench>(
        StationOptions(), QString(), limits, m_metrics, site, std::vector<ThingSpec>(),
        [](ServerOptions &options) { options.access.isInsecure = true; });
}

double ClientLimitsTest::count(const QString &key) const
{
    return Scrape(*m_metrics)
        .value(QStringLiteral("holdfast_limits_met_total{limit=\"%1\",section=\"%2\"}")
                   .arg(key.section(u'.', 2), key.section(u'.', 1, 1)));
}

void ClientLimitsTest::eachLimitIsTried()
{
    QStringList untried;
    for (const LimitRow &row : limitRows()) {
        if (!m_ways.contains(row.key()))
            untried << row.key();
    }
    // These refuse no request; tst_limits, tst_gateattacks and tst_thingshares have what they do.
    const QStringList silent {
        QStringLiteral("limits.connection.idle_ms"),
        QStringLiteral("limits.connection.stall_ms"),
        QStringLiteral("limits.connection.unread_bytes"),
        QStringLiteral("limits.client.connections"), // which app/abuse_afar tries, from elsewhere
        QStringLiteral("limits.total.reserved_connections"),
        QStringLiteral("limits.total.unread_bytes"),
        QStringLiteral("limits.total.result_bytes"),
        QStringLiteral("limits.thing.readers"),
        QStringLiteral("limits.thing.workers"),
    };
    QCOMPARE(untried, silent);
}

void ClientLimitsTest::aLimitIsAnsweredAndCountedAndLetsAStopThrough_data()
{
    QTest::addColumn<QString>("key");
    for (const auto &[key, way] : m_ways)
        QTest::newRow(qPrintable(key)) << key;
}

void ClientLimitsTest::aLimitIsAnsweredAndCountedAndLetsAStopThrough()
{
    QFETCH(const QString, key);
    const Way &way = m_ways.at(key);
    const bool isOfClient = key.section(u'.', 1, 1) == QStringLiteral("client");
    make(way.lower, isOfClient);
    QCOMPARE(count(key), 0.0);
    Company company(*m_bench, isOfClient ? s_forwarded : QByteArray());
    const RawReply reply = way.beyond(company);

    if (reply.status >= 1000) { // of a WebSocket
        QVERIFY2(reply.status == 1008 || reply.status == 1009,
                 QByteArray::number(reply.status).constData());
        QVERIFY2(reply.body.contains("may"), reply.body.constData());
    } else {
        QVERIFY2(reply.status >= 408 && reply.status <= 503, reply.body.constData());
        QCOMPARE(reply.headers.value("content-type"), QByteArray("application/problem+json"));
        const Json problem = json(reply);
        QVERIFY2(problem.is_object(), reply.body.constData());
        QCOMPARE(text(problem["limit"], "key"), key);
        QVERIFY2(text(problem, "detail").contains(key), reply.body.constData());
        QCOMPARE(problem["status"], Json(reply.status));
        Limits limits;
        way.lower(limits);
        const auto row = std::find_if(limitRows().begin(), limitRows().end(),
                                      [&key](const LimitRow &each) { return each.key() == key; });
        QCOMPARE(problem["limit"]["value"], Json(row->get(limits)));
        const bool passes = reply.status == 429 || reply.status == 503;
        QCOMPARE(reply.headers.contains("retry-after"), passes);
    }
    QVERIFY(count(key) >= 1.0);

    const RawReply stopped = company.ask("POST", "/stop", {}, R"({"reason": "smoke"})");
    QVERIFY2(stopped.status == 200, stopped.body.constData());
    QVERIFY(m_bench->thing().isStopped());
}

void ClientLimitsTest::anotherClientIsNotConcerned_data()
{
    QTest::addColumn<QString>("key");
    for (const auto &[key, way] : m_ways) {
        if (key.section(u'.', 1, 1) == QStringLiteral("client"))
            QTest::newRow(qPrintable(key)) << key;
    }
}

void ClientLimitsTest::anotherClientIsNotConcerned()
{
    QFETCH(const QString, key);
    const Way &way = m_ways.at(key);
    make(
        [&](Limits &limits) {
            way.lower(limits);
            limits.historyQueries.client = 1;
        },
        true);
    Company company(*m_bench, s_forwarded);
    way.beyond(company);
    Company others(*m_bench, s_other);
    QCOMPARE(others.ask("GET", "/bench/level").status, 200);
    if (key == QStringLiteral("limits.client.requests_per_second"))
        return; // it may not make many more
    QCOMPARE(others.ask("PUT", "/bench/level", "Prefer: wait=0\r\n", "1").status,
             m_bench->station().lock()->status().owner ? 409 : 201);
    QCOMPARE(others.begin("GET", "/lock/events").raw().reply(false).status, 200);
    QVERIFY(others.ask("GET", "/lock/history").status != 429);
}

void ClientLimitsTest::whatIsGivenBackIsFreeAgain()
{
    make(
        [](Limits &limits) {
            limits.connections.local = 4;
            limits.subscriptions.local = 1;
            limits.historyQueries.local = 1;
            limits.invocations.local = 1;
        },
        false);
    for (int i = 0; i < 10; ++i) {
        // The server may not have noticed yet that the last one has left.
        std::unique_ptr<HttpClient> stream;
        const auto opens = [&] {
            stream = std::make_unique<HttpClient>(*m_bench);
            stream->begin("GET", "/lock/events");
            return stream->raw().reply(false).status == 200;
        };
        QTRY_VERIFY_WITH_TIMEOUT(opens(), s_patience);
        Company company(*m_bench, {});
        QCOMPARE(company.ask("GET", "/bench/level/observe", "Prefer: wait=60\r\n").status, 429);
    }
    HttpClient client(*m_bench);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(client.get("/lock/history").status != 429);
        QCOMPARE(text(client.run("nudge", R"({"by": 1})"), "status"), QStringLiteral("completed"));
    }
}

void ClientLimitsTest::aWebSocketIsToldWhatItMayNotObserve()
{
    make([](Limits &limits) { limits.subscriptions.local = 1; }, false);
    SocketClient socket(*m_bench);
    QVERIFY(socket.isConnected());
    const auto observe = [&socket](const QString &name) {
        socket.send(
            QStringLiteral(R"({"messageType":"request","operation":"observeproperty","name":"%1"})")
                .arg(name));
        return socket.nextJson();
    };
    QVERIFY(!observe(QStringLiteral("level")).contains("error"));
    QCOMPARE(socket.nextJson()["value"], Json(1));
    const Json refused = observe(QStringLiteral("speed"));
    QCOMPARE(refused["error"]["status"], Json("429"));
    QVERIFY2(
        text(refused["error"], "detail").contains(QStringLiteral("limits.local.subscriptions")),
        refused.dump().c_str());
    // The same property again takes no further share.
    QVERIFY(!observe(QStringLiteral("level")).contains("error"));
}

void ClientLimitsTest::programsOnThisComputerNoticeNothing()
{
    // A client of this computer that does all it wants stays within the usual limits.
    make([](Limits &) {}, false);
    Company company(*m_bench, {});
    std::vector<HttpClient *> clients;
    for (int i = 0; i < 300; ++i)
        clients.push_back(&company.begin("GET", "/lock/events"));
    for (HttpClient *client : clients)
        QCOMPARE(client->raw().reply(false).status, 200);
    HttpClient fast(*m_bench);
    for (int i = 0; i < 3000; ++i)
        QCOMPARE(fast.get("/bench/level").status, 200);
    for (const LimitRow &row : limitRows()) {
        const double met = count(row.key());
        QVERIFY2(met == 0.0 || qIsNaN(met), qPrintable(row.key()));
    }
}

void ClientLimitsTest::programsOnThisComputerDoNotFillTheQueue()
{
    make([](Limits &) {}, false);
    Company company(*m_bench, {});
    QCOMPARE(company.ask("POST", "/bench/hold", {}, "{}").status, 201);
    const auto waiting = [this] { return m_bench->station().lock()->status().queue.size(); };
    const qsizetype most = Limits().queuePlaces.local;
    const LockLimits line;
    for (int i = 0; i < most; ++i) {
        // Under as many names as that takes.
        company.client("name " + QByteArray::number(i / line.perClient), "Prefer: wait=60\r\n")
            .begin("PUT", "/bench/level", "2");
    }
    QTRY_COMPARE_WITH_TIMEOUT(waiting(), most, s_patience);
    const RawReply refused =
        company.client("another name", "Prefer: wait=60\r\n").put("/bench/level", "4");
    QCOMPARE(refused.status, 429);
    QVERIFY(refused.body.contains("limits.local.queue_places"));
    // There is room for a client elsewhere with all that it may have.
    QVERIFY(line.inAll - waiting() >= Limits().queuePlaces.client);
}

HOLDFAST_GUILESS_TEST(ClientLimitsTest)

} // namespace Holdfast::tst_clientlimits

#include "tst_clientlimits.moc"
