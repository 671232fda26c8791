// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/metrics/scrape.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>

#include <vector>

namespace Holdfast::tst_thingshares {

namespace {

constexpr int s_patience = 30'000;

} // namespace

// Hangs until it is let go.
class Stuck : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int depth READ depth)
public:
    explicit Stuck(QSemaphore &go)
        : m_go(go)
    {
        describe("probe", QString()).withoutGlobalLock();
    }

    int depth() const
    {
        m_go.acquire();
        return 1;
    }
    Q_INVOKABLE void probe() { m_go.acquire(); }

private:
    QSemaphore &m_go;
};

// Says what it hears.
class Parrot : public Thing
{
    Q_OBJECT
public:
    Q_INVOKABLE QString repeat(const QString &text) { return text; }
};

// What a Thing that hangs, and a client with large results, leave to the other clients.
class ThingSharesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!Emergency stop)"))); }
    void aHungThingLeavesThreadsToTheOthers_data();
    void aHungThingLeavesThreadsToTheOthers();
    void theResultsOfTheGreediestAreForgottenFirst();
};

void ThingSharesTest::aHungThingLeavesThreadsToTheOthers_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("limit");
    QTest::newRow("reads") << QByteArray("GET /stuck/depth") << QByteArray("readers");
    QTest::newRow("actions without the lock")
        << QByteArray("POST /stuck/probe") << QByteArray("workers");
}

void ThingSharesTest::aHungThingLeavesThreadsToTheOthers()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, limit);
    constexpr int many = 40; // more than there are threads
    QSemaphore go;
    const auto metrics = std::make_shared<Metrics>();
    RouteBench bench({}, {}, {}, metrics, {},
                     {{QStringLiteral("stuck"), [&go] { return std::make_unique<Stuck>(go); }}});
    const auto letGo = qScopeGuard([&go] { go.release(2 * many); });
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < many; ++i) {
        clients.push_back(std::make_unique<HttpClient>(bench));
        clients.back()->begin(request.split(' ')[0], request.split(' ')[1]);
    }
    const QString series =
        QStringLiteral("holdfast_limits_met_total{limit=\"%1\",section=\"thing\"}")
            .arg(QLatin1String(limit));
    QTRY_VERIFY_WITH_TIMEOUT(Scrape(*metrics).value(series) >= many - 16, s_patience);
    // A getter of another Thing, and an action of one, find a thread.
    HttpClient other(bench);
    QCOMPARE(other.get("/bench/offset").body, QByteArray("0.5"));
    QCOMPARE(text(other.run("meddle"), "status"), QStringLiteral("completed"));
    QCOMPARE(other.post("/stop").status, 200);
    other.remove("/stop");
    // All that wait are carried out in the end.
    go.release(2 * many);
    for (const auto &client : clients)
        QVERIFY(client->raw().reply().status < 300);
}

void ThingSharesTest::theResultsOfTheGreediestAreForgottenFirst()
{
    StationOptions options;
    options.limits.resultBytes = 200'000;
    const auto metrics = std::make_shared<Metrics>();
    RouteBench bench(options, {}, {}, metrics, {},
                     {{QStringLiteral("parrot"), [] { return std::make_unique<Parrot>(); }}});
    const auto repeat = [](HttpClient &client, int letters) {
        const RawReply reply =
            client.post("/parrot/repeat", R"({"text": ")" + QByteArray(letters, 'w') + R"("})");
        const QByteArray place = "/action_invocations/" + text(json(reply), "id").toLatin1();
        return text(client.ended(place), "status") == QStringLiteral("completed") ? place
                                                                                  : QByteArray();
    };
    HttpClient modest(bench, "modest");
    const QByteArray kept = repeat(modest, 1000);
    HttpClient greedy(bench, "greedy");
    // Input and output of each count.
    const QByteArray first = repeat(greedy, 60'000);
    QCOMPARE(greedy.get(first).status, 200);
    const QByteArray second = repeat(greedy, 60'000);
    QCOMPARE(greedy.get(first).status, 404);
    QCOMPARE(greedy.get(second).status, 200);
    QCOMPARE(modest.get(kept).status, 200);
    QCOMPARE(Scrape(*metrics).value(QStringLiteral(
                 "holdfast_limits_met_total{limit=\"result_bytes\",section=\"total\"}")),
             1.0);
    // The latest result is kept, however large it is.
    QVERIFY(!repeat(greedy, 300'000).isEmpty());
}

HOLDFAST_GUILESS_TEST(ThingSharesTest)

} // namespace Holdfast::tst_thingshares

#include "tst_thingshares.moc"
