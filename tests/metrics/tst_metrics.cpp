// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/lockrecorder.h"
#include "core/metrics/heartbeat.h"
#include "core/session/station.h"
#include "tests/metrics/scrape.h"
#include "tests/program/testprogram.h"
#include "tests/session/workbench.h"

#include <QRegularExpression>
#include <QTest>

#include <thread>

namespace tst_metrics {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

QString series(const char *text)
{
    return QString::fromLatin1(text);
}

const QString bench = QStringLiteral("bench");

} // namespace

// Metrics that are looked up at a scrape, and those that are counted for a station.
class TestMetrics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesItsVersion();
    void measuresTheProcess();
    void showsTheLockAsItIs();
    void showsTheModeOfTheLock();
    void hasNoSeriesForALockThatIsOff();
    void countsInvocations();
    void countsInvocationsThatNeverRan();
    void countsStops();
    void measuresALoopThatIsLate();
    void showsALoopThatIsStillLate();
    void ignoresALoopThatEnded();
};

void TestMetrics::namesItsVersion()
{
    Metrics metrics;
    const Scrape scrape(metrics);
    QCOMPARE(scrape.wrong(), QStringList());
    QCOMPARE(scrape.value(QStringLiteral("holdfast_build_info{qt=\"%1\",version=\"%2\"}")
                              .arg(QLatin1String(qVersion()), QLatin1String(HOLDFAST_VERSION))),
             1.0);
}

void TestMetrics::measuresTheProcess()
{
    Metrics metrics;
    const Scrape before(metrics);
    const double now = double(QDateTime::currentSecsSinceEpoch());
    const double started = before.value(series("process_start_time_seconds"));
    QVERIFY2(started > now - 24 * 3600 && started < now + 60, qPrintable(QString::number(started)));
    QVERIFY(before.value(series("process_resident_memory_bytes")) > 1e6);
    QVERIFY(before.value(series("process_cpu_seconds_total")) > 0);
    QVERIFY(before.value(series("process_max_fds")) >= 64);
    QFile file(QCoreApplication::applicationFilePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(Scrape(metrics).value(series("process_open_fds")),
             before.value(series("process_open_fds")) + 1);
}

void TestMetrics::showsTheLockAsItIs()
{
    WorkbenchStation lab;
    Metrics metrics;
    metrics.watch(lab.station);
    GlobalLock &lock = *lab.station.lock();
    const Scrape free(metrics);
    QCOMPARE(free.wrong(), QStringList());
    QCOMPARE(free.value(series("holdfast_lock_held")), 0.0);
    QCOMPARE(free.value(series("holdfast_lock_hold_age_seconds")), 0.0);

    const Holder client(Principal::client(QStringLiteral("tile scan"), {}));
    const Holder person({Principal::Kind::Operator, QStringLiteral("operator"), {}});
    LockGuard hold = lock.acquire(Holder(client.principal()), bench, GlobalLock::Wait::none());
    std::vector<LockTicket> tickets;
    for (const Holder &each : {client, Holder(client.principal()), person})
        tickets.push_back(
            lock.request(each, bench, GlobalLock::Wait::unlimited(), [](const LockOutcome &) {}));
    QTRY_VERIFY(Scrape(metrics).value(series("holdfast_lock_hold_age_seconds")) > 0.01);
    const Scrape held(metrics);
    QCOMPARE(held.value(series("holdfast_lock_held")), 1.0);
    QCOMPARE(held.value(series("holdfast_lock_leased")), 0.0);
    QCOMPARE(held.value(series("holdfast_lock_stuck")), 0.0);
    QCOMPARE(held.value(series("holdfast_lock_queue_length{class=\"remote\"}")), 2.0);
    QCOMPARE(held.value(series("holdfast_lock_queue_length{class=\"operator\"}")), 1.0);
    for (LockTicket &ticket : tickets)
        ticket.withdraw();
    QCOMPARE(Scrape(metrics).value(series("holdfast_lock_queue_length{class=\"remote\"}")), 0.0);
    hold.release();
    QCOMPARE(Scrape(metrics).value(series("holdfast_lock_held")), 0.0);
}

void TestMetrics::showsTheModeOfTheLock()
{
    WorkbenchStation lab;
    Metrics metrics;
    metrics.watch(lab.station);
    QCOMPARE(Scrape(metrics).value(series("holdfast_lock_mode{mode=\"shared\"}")), 1.0);
    QVERIFY(lab.station.start());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(series("^Emergency stop by bob")));
    QVERIFY(lab.bob.stop().wait());
    const Scrape stopped(metrics);
    QCOMPARE(stopped.value(series("holdfast_lock_mode{mode=\"shared\"}")), 0.0);
    QCOMPARE(stopped.value(series("holdfast_lock_mode{mode=\"local_only\"}")), 0.0);
    QCOMPARE(stopped.value(series("holdfast_lock_mode{mode=\"stopped\"}")), 1.0);
}

void TestMetrics::hasNoSeriesForALockThatIsOff()
{
    StationOptions options;
    options.globalLockEnabled = false;
    WorkbenchStation lab(options);
    Metrics metrics;
    metrics.watch(lab.station);
    const Scrape scrape(metrics);
    QCOMPARE(scrape.series().filter(QStringLiteral("holdfast_lock_")), QStringList());
    QVERIFY(scrape.has(series("holdfast_invocations_unfinished{state=\"running\"}")));
}

void TestMetrics::countsInvocations()
{
    WorkbenchStation lab;
    Metrics metrics;
    metrics.watch(lab.station);
    QVERIFY(lab.station.start());
    const auto count = [&metrics](const char *action, const char *outcome) {
        return Scrape(metrics).value(
            QStringLiteral(
                "holdfast_invocations_total{action=\"%1\",outcome=\"%2\",thing=\"bench\"}")
                .arg(QLatin1String(action), QLatin1String(outcome)));
    };
    const auto unfinished = [&metrics](const char *state) {
        return Scrape(metrics).value(QStringLiteral("holdfast_invocations_unfinished{state=\"%1\"}")
                                         .arg(QLatin1String(state)));
    };
    const auto run = [&lab](const char *action) {
        return WorkbenchStation::finished(lab.alice,
                                          *lab.alice.invoke(bench, series(action), Json::object()));
    };
    run("locked_action");
    run("locked_action");
    QTest::ignoreMessage(QtWarningMsg, "bench.fail failed: stalled");
    run("fail");
    QTRY_COMPARE(count("locked_action", "completed"), 2.0);
    QTRY_COMPARE(count("fail", "error"), 1.0);
    QCOMPARE(count("locked_action", "error"), 0.0);
    QCOMPARE(unfinished("running"), 0.0);

    const auto held = lab.alice.invoke(bench, series("hold"), Json::object());
    QTRY_COMPARE_WITH_TIMEOUT(unfinished("running"), 1.0, 30'000);
    QCOMPARE(unfinished("pending"), 0.0);
    QVERIFY(lab.alice.cancel(held->id));
    QTRY_COMPARE_WITH_TIMEOUT(count("hold", "cancelled"), 1.0, 30'000);
    QCOMPARE(unfinished("running"), 0.0);
}

void TestMetrics::countsInvocationsThatNeverRan()
{
    WorkbenchStation lab;
    Metrics metrics;
    metrics.watch(lab.station);
    QVERIFY(lab.station.start());
    const auto unfinished = [&metrics](const char *state) {
        return Scrape(metrics).value(QStringLiteral("holdfast_invocations_unfinished{state=\"%1\"}")
                                         .arg(QLatin1String(state)));
    };
    LockGuard hold = lab.station.lock()->acquire(bench);
    const auto waiting =
        lab.bob.invoke(bench, series("locked_action"), Json::object(), std::chrono::hours {1});
    QVERIFY(waiting);
    QTRY_COMPARE_WITH_TIMEOUT(unfinished("pending"), 1.0, 30'000);
    QCOMPARE(unfinished("running"), 0.0);
    QVERIFY(lab.bob.cancel(waiting->id));
    QTRY_COMPARE_WITH_TIMEOUT(unfinished("pending"), 0.0, 30'000);
    QCOMPARE(unfinished("running"), 0.0);
}

void TestMetrics::countsStops()
{
    WorkbenchStation lab;
    Metrics metrics;
    metrics.watch(lab.station);
    QVERIFY(lab.station.start());
    QCOMPARE(Scrape(metrics).value(series("holdfast_stops_total")), 0.0);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(series("^Emergency stop by bob")));
    QVERIFY(lab.bob.stop().wait());
    QTRY_COMPARE(Scrape(metrics).value(series("holdfast_stops_total")), 1.0);
}

// Measures the loop of this thread, which is kept busy.
void TestMetrics::measuresALoopThatIsLate()
{
    Metrics metrics;
    const Heartbeat heartbeat(metrics.loopLag(QStringLiteral("main")));
    const auto count = [&metrics](const char *limit) {
        return Scrape(metrics).value(
            QStringLiteral("holdfast_event_loop_lag_seconds_bucket{loop=\"main\",le=\"%1\"}")
                .arg(QLatin1String(limit)));
    };
    QTRY_VERIFY(count("+Inf") > 1);
    const double late = count("+Inf") - count("0.5");
    std::this_thread::sleep_for(Heartbeat::interval + 600ms);
    QTRY_VERIFY(count("+Inf") - count("0.5") > late);
}

void TestMetrics::showsALoopThatIsStillLate()
{
    Metrics metrics;
    const Heartbeat heartbeat(metrics.loopLag(QStringLiteral("main")));
    const QString longest = series("holdfast_event_loop_lag_longest_seconds{loop=\"main\"}");
    std::this_thread::sleep_for(Heartbeat::interval + 200ms);
    QVERIFY(Scrape(metrics).value(longest) >= 0.2); // the loop has not turned since
    const QString count = series("holdfast_event_loop_lag_seconds_count{loop=\"main\"}");
    QCOMPARE(Scrape(metrics).value(count), 0.0);
    QTRY_VERIFY(Scrape(metrics).value(count) > 0);
    QTRY_VERIFY(Scrape(metrics).value(longest) < 0.2); // each scrape resets it
}

void TestMetrics::ignoresALoopThatEnded()
{
    Metrics metrics;
    const auto lag = metrics.loopLag(QStringLiteral("http"));
    lag->expect(LoopLag::Clock::now() - 5s);
    lag->turned(LoopLag::Clock::now());
    QCOMPARE(metrics.loopLag(QStringLiteral("http")), lag);
    const QString longest = series("holdfast_event_loop_lag_longest_seconds{loop=\"http\"}");
    QVERIFY(Scrape(metrics).value(longest) >= 5);
    lag->expect(LoopLag::Clock::now() - 5s);
    lag->end();
    QCOMPARE(Scrape(metrics).value(longest), 0.0);
}

HOLDFAST_GUILESS_TEST(TestMetrics)

} // namespace tst_metrics

#include "tst_metrics.moc"
