// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/lockrecorder.h"
#include "tests/metrics/scrape.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_metricsroute {

namespace {

QString requests(const char *code, const char *method, const char *route)
{
    return QStringLiteral("holdfast_http_requests_total{code=\"%1\",method=\"%2\",route=\"%3\"}")
        .arg(QLatin1String(code), QLatin1String(method), QLatin1String(route));
}

} // namespace

// /metrics, as it goes over the wire, and the requests that it counts.
class MetricsRouteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void hasPrometheusFormatAtItsPlace();
    void isNotThereWhenSwitchedOff();
    void countsRequests_data();
    void countsRequests();
    void countsWhatNeverWasARequest();
    void noClientCanMakeALabel();
    void timesRequests();
    void countsConnections();
    void measuresTheServersLoop();
    void countsTheLock();

private:
    RawReply scrapeRaw();
    Scrape scrape() { return Scrape(scrapeRaw().body); }

    std::shared_ptr<Metrics> m_metrics;
    std::unique_ptr<RouteBench> m_bench;
};

void MetricsRouteTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_metrics = std::make_shared<Metrics>();
    StationOptions options;
    options.lockSinks.push_back(m_metrics->lockCounters());
    m_bench = std::make_unique<RouteBench>(options, QStringLiteral("/api"), Limits {}, m_metrics);
}

void MetricsRouteTest::cleanup()
{
    m_bench.reset();
    m_metrics.reset();
}

RawReply MetricsRouteTest::scrapeRaw()
{
    RawClient client(m_bench->port());
    return client.request("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
}

void MetricsRouteTest::hasPrometheusFormatAtItsPlace()
{
    const RawReply reply = scrapeRaw();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers.value("content-type"),
             QByteArray("text/plain; version=0.0.4; charset=utf-8"));
    QCOMPARE(reply.headers.value("cache-control"), QByteArray("no-store"));
    QCOMPARE(Scrape(reply.body).wrong(), QStringList());
    QVERIFY(reply.body.contains("\n# TYPE holdfast_lock_held gauge\nholdfast_lock_held 0\n"));
    QCOMPARE(HttpClient(*m_bench).get("/metrics").status, 404); // it has no prefix
}

void MetricsRouteTest::isNotThereWhenSwitchedOff()
{
    const RouteBench without;
    RawClient client(without.port());
    QCOMPARE(client.request("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").status, 404);
}

void MetricsRouteTest::countsRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("counted");
    const auto row = [](const char *name, const char *method, const char *path, const char *body,
                        const QString &counted) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(path) << QByteArray(body)
                            << counted;
    };
    row("a read", "GET", "/bench/level", "", requests("200", "GET", "/api/bench/level"));
    row("a write", "PUT", "/bench/level", "7", requests("201", "PUT", "/api/bench/level"));
    row("a write of nonsense", "PUT", "/bench/level", "\"x\"",
        requests("422", "PUT", "/api/bench/level"));
    row("an action", "POST", "/bench/zero", "{}", requests("201", "POST", "/api/bench/zero"));
    row("an invocation by its id", "GET",
        "/action_invocations/0ed4a0b4-0e4b-4e5b-8f39-93b0a0a3b3ae", "",
        requests("404", "GET", "/api/action_invocations/{id}"));
    row("what is nowhere", "GET", "/secret/7", "", requests("404", "GET", "none"));
    row("a method that is not for this", "DELETE", "/bench/level", "",
        requests("405", "DELETE", "none"));
    row("a path with a slash too many", "GET", "/lock/", "", requests("307", "GET", "none"));
}

void MetricsRouteTest::countsRequests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(QString, counted);
    HttpClient client(*m_bench);
    QVERIFY(!scrape().has(counted));
    client.request(method, path, body);
    client.request(method, path, body);
    const Scrape found = scrape();
    QVERIFY2(found.has(counted),
             qPrintable(found.series().filter(QStringLiteral("requests_total")).join(u'\n')));
    QCOMPARE(found.value(counted), 2.0);
    QCOMPARE(found.wrong(), QStringList());
}

void MetricsRouteTest::countsWhatNeverWasARequest()
{
    RawClient client(m_bench->port());
    QCOMPARE(client.request("NONSENSE\r\n\r\n").status, 400);
    RawClient other(m_bench->port());
    QCOMPARE(other.request("BREW /pot HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").status, 501);
    const Scrape found = scrape();
    QCOMPARE(found.value(requests("400", "other", "none")), 1.0);
    QCOMPARE(found.value(requests("501", "other", "none")), 1.0);
}

void MetricsRouteTest::noClientCanMakeALabel()
{
    HttpClient client(*m_bench, "mallory");
    client.get("/bench/level");
    client.get("/nowhere");
    client.get("/action_invocations/stranger");
    scrape(); // counts itself from the next one on
    const qsizetype before = scrape().series().size();
    for (int i = 0; i < 200; ++i) {
        HttpClient other(*m_bench, "mallory" + QByteArray::number(i));
        other.get("/nowhere" + QByteArray::number(i));
        other.get("/bench/level?x=" + QByteArray::number(i));
        other.get("/action_invocations/stranger" + QByteArray::number(i));
    }
    const RawReply after = scrapeRaw();
    QCOMPARE(Scrape(after.body).series().size(), before);
    for (const char *word : {"mallory", "nowhere", "stranger", "127.0.0.1"})
        QVERIFY2(!after.body.contains(word), word);
}

void MetricsRouteTest::timesRequests()
{
    const LockGuard hold = m_bench->station().lock()->acquire(QStringLiteral("test"));
    HttpClient refused(*m_bench);
    QCOMPARE(refused.put("/bench/level", "3").status, 409); // after 50 ms in line
    const auto route = [this](const char *part) {
        return scrape().value(
            QStringLiteral("holdfast_http_request_duration_seconds_%1").arg(QLatin1String(part)));
    };
    QCOMPARE(route("count{route=\"/api/bench/level\"}"), 1.0);
    QCOMPARE(route("bucket{route=\"/api/bench/level\",le=\"0.02\"}"), 0.0);
    QVERIFY(route("sum{route=\"/api/bench/level\"}") >= 0.045);
}

void MetricsRouteTest::countsConnections()
{
    const QString connections = QStringLiteral("holdfast_http_connections");
    QTRY_COMPARE(scrape().value(connections), 1.0); // the one that asks
    {
        HttpClient first(*m_bench);
        HttpClient second(*m_bench);
        QCOMPARE(first.get("/lock").status, 200);
        QCOMPARE(second.get("/lock").status, 200);
        QTRY_COMPARE(scrape().value(connections), 3.0);
    }
    QTRY_COMPARE(scrape().value(connections), 1.0);
}

void MetricsRouteTest::measuresTheServersLoop()
{
    QTRY_VERIFY(
        scrape().value(QStringLiteral("holdfast_event_loop_lag_seconds_count{loop=\"http\"}")) > 1);
    QVERIFY(scrape().has(QStringLiteral("holdfast_event_loop_lag_longest_seconds{loop=\"http\"}")));
}

void MetricsRouteTest::countsTheLock()
{
    HttpClient client(*m_bench);
    QCOMPARE(client.put("/bench/level", "5").status, 201);
    const auto value = [this](const char *rest) {
        return scrape().value(QStringLiteral("holdfast_lock_") + QLatin1String(rest));
    };
    QTRY_COMPARE(value("grants_total{class=\"remote\"}"), 1.0);
    QByteArray invocation = client.start("hold");
    QTRY_COMPARE_WITH_TIMEOUT(value("held"), 1.0, 30'000);
    HttpClient other(*m_bench);
    QCOMPARE(other.put("/bench/level", "6").status, 409);
    QTRY_COMPARE(value("timeouts_total{class=\"remote\"}"), 1.0);
    m_bench->thing().letGo();
    client.ended(invocation);
    QTRY_COMPARE(value("grants_total{class=\"remote\"}"), 2.0);
    QCOMPARE(value("held"), 0.0);
}

HOLDFAST_GUILESS_TEST(MetricsRouteTest)

} // namespace Holdfast::tst_metricsroute

#include "tst_metricsroute.moc"
