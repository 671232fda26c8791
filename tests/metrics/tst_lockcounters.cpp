// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/lockcounters.h"
#include "tests/lock/leasing.h"
#include "tests/lock/outcome.h"
#include "tests/metrics/scrape.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace Holdfast;
using namespace std::chrono_literals;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("stage.move_relative");

LockActor who(LockClass lockClass)
{
    return {.operation = op, .lockClass = lockClass};
}

template<typename What>
LockFeed::Batch batchOf(What what)
{
    LockFeed::Batch batch;
    batch.events.push_back({std::chrono::steady_clock::now(), std::move(what)});
    return batch;
}

//! Counts what some threads did with a lock.
struct Account
{
    int grants = 0;
    int timeouts = 0;
    int refusals = 0; //!< without a place in line
    int left = 0;

    Account operator+(const Account &other) const
    {
        return {grants + other.grants, timeouts + other.timeouts, refusals + other.refusals,
                left + other.left};
    }
};

Account useAtRandom(GlobalLock &lock, unsigned seed)
{
    Account account;
    std::minstd_rand random(seed);
    const Principal principal = Principal::client(QString::number(seed), {});
    for (int i = 0; i < 300; ++i) {
        const auto dice = random() % 10;
        if (dice == 0) {
            Outcome outcome;
            LockTicket ticket =
                lock.request(Holder(principal), op, Wait::unlimited(), outcome.callback());
            if (ticket.withdraw()) {
                ++account.left;
            } else if (outcome.waitForIt()) { // the grant came before the withdrawal
                outcome.drop();
                ++account.grants;
            }
            continue;
        }
        try {
            const Wait wait = dice < 4 ? Wait::none() : Wait::upTo(std::chrono::milliseconds(dice));
            const LockGuard hold = lock.acquire(Holder(principal), op, wait);
            ++account.grants;
            if (dice == 9)
                std::this_thread::sleep_for(5ms); // so that the waits of other threads time out
        } catch (const GlobalLockBusyError &error) {
            ++(error.position() > 0 ? account.timeouts : account.refusals);
        }
    }
    return account;
}

} // namespace

Q_DECLARE_METATYPE(Holdfast::LockFeed::Batch)

namespace tst_lockcounters {

class TestLockCounters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void countsEachKindOfEvent_data();
    void countsEachKindOfEvent();
    void countsEveryReason_data();
    void countsEveryReason();
    void measuresWaitsAndHolds();
    void hasAllSeriesFromTheStart();
    void agreesWithTheThreadsThatUsedTheLock();
};

void TestLockCounters::countsEachKindOfEvent_data()
{
    QTest::addColumn<LockFeed::Batch>("batch");
    QTest::addColumn<QStringList>("counted");
    const auto row = [](const char *name, const LockFeed::Batch &batch,
                        const QStringList &counted) { QTest::newRow(name) << batch << counted; };
    const auto word = [](const char *text) { return QString::fromLatin1(text); };
    row("a hold that ended", batchOf(HoldEnded {.who = who(LockClass::Operator)}),
        {word("holdfast_lock_grants_total{class=\"operator\"}"),
         word("holdfast_lock_wait_seconds_count{class=\"operator\",outcome=\"granted\"}"),
         word("holdfast_lock_hold_seconds_count{class=\"operator\"}")});
    row("a refusal without a place in line", batchOf(LockRefused {.who = who(LockClass::Remote)}),
        {word("holdfast_lock_refusals_total{class=\"remote\",reason=\"busy\"}")});
    row("a wait that was over", batchOf(LockRefused {.who = who(LockClass::Remote), .position = 2}),
        {word("holdfast_lock_refusals_total{class=\"remote\",reason=\"busy\"}"),
         word("holdfast_lock_timeouts_total{class=\"remote\"}"),
         word("holdfast_lock_wait_seconds_count{class=\"remote\",outcome=\"refused\"}")});
    row("a refusal in line that is no timeout",
        batchOf(
            LockRefused {.who = who(LockClass::Remote), .reason = Reason::Stopped, .position = 1}),
        {word("holdfast_lock_refusals_total{class=\"remote\",reason=\"stopped\"}"),
         word("holdfast_lock_wait_seconds_count{class=\"remote\",outcome=\"refused\"}")});
    row("a place in line that was left", batchOf(TicketWithdrawn {.who = who(LockClass::Operator)}),
        {word("holdfast_lock_withdrawals_total{class=\"operator\"}"),
         word("holdfast_lock_wait_seconds_count{class=\"operator\",outcome=\"left\"}")});
    row("a lease that began", batchOf(LeaseBegun {.lockClass = LockClass::Remote}),
        {word("holdfast_lock_leases_begun_total{class=\"remote\"}")});
    for (const LeaseEnd end : {LeaseEnd::Released, LeaseEnd::Expired, LeaseEnd::Broken,
                               LeaseEnd::Stopped, LeaseEnd::Closed, LeaseEnd::Restarted}) {
        row(qPrintable(QStringLiteral("a lease that was ") + toWord(end)),
            batchOf(EndedLease {.end = end}),
            {QStringLiteral("holdfast_lock_leases_ended_total{how=\"%1\"}").arg(toWord(end))});
    }
    row("a break", batchOf(LockBreak {}), {word("holdfast_lock_breaks_total")});
    for (const LockMode mode : {LockMode::Shared, LockMode::LocalOnly, LockMode::Stopped}) {
        row(qPrintable(QStringLiteral("a mode: ") + toWord(mode)),
            batchOf(ModeChanged {.to = {.mode = mode}}),
            {QStringLiteral("holdfast_lock_mode_changes_total{mode=\"%1\"}").arg(toWord(mode))});
    }
    row("an event that was lost", {.events = {}, .lost = 1},
        {word("holdfast_lock_events_lost_total")});
}

// One event adds one to the counters that are named, and to no other.
void TestLockCounters::countsEachKindOfEvent()
{
    QFETCH(LockFeed::Batch, batch);
    QFETCH(QStringList, counted);
    Metrics metrics;
    const auto counters = metrics.lockCounters();
    counters->take(batch, {});
    counters->take(batch, {});
    const Scrape scrape(metrics);
    QCOMPARE(scrape.wrong(), QStringList());
    for (const QString &series : scrape.series()) {
        if (series.contains(QLatin1String("_bucket{")) || series.contains(QLatin1String("_sum{"))
            || !series.startsWith(QLatin1String("holdfast_lock_")))
            continue;
        QVERIFY2(scrape.value(series) == (counted.contains(series) ? 2 : 0), qPrintable(series));
    }
    for (const QString &series : std::as_const(counted))
        QVERIFY2(scrape.has(series), qPrintable(series));
}

void TestLockCounters::countsEveryReason_data()
{
    QTest::addColumn<int>("reason");
    QTest::addColumn<QString>("word");
    const auto row = [](Reason reason, const char *word) {
        QTest::newRow(word) << int(reason) << QString::fromLatin1(word);
    };
    row(Reason::Busy, "busy");
    row(Reason::Closed, "closed");
    row(Reason::TooManyOfClient, "too_many_of_client");
    row(Reason::LocalOnly, "local_only");
    row(Reason::Stopped, "stopped");
    row(Reason::Broken, "broken");
    row(Reason::QueueFull, "queue_full");
    row(Reason::Withdrawn, "withdrawn");
    row(Reason::LeaseEnded, "lease_ended");
    row(Reason::OtherGeneration, "other_generation");
}

void TestLockCounters::countsEveryReason()
{
    QFETCH(int, reason);
    QFETCH(QString, word);
    Metrics metrics;
    metrics.lockCounters()->take(
        batchOf(LockRefused {.who = who(LockClass::Remote), .reason = Reason(reason)}), {});
    const Scrape scrape(metrics);
    QCOMPARE(
        scrape.value(QStringLiteral("holdfast_lock_refusals_total{class=\"remote\",reason=\"%1\"}")
                         .arg(word)),
        1.0);
}

void TestLockCounters::measuresWaitsAndHolds()
{
    Metrics metrics;
    metrics.lockCounters()->take(
        batchOf(HoldEnded {.who = who(LockClass::Remote), .waited = 30ms, .held = 90s}), {});
    const Scrape scrape(metrics);
    const auto bucket = [&scrape](const char *name, const char *more, const char *limit) {
        return scrape.value(
            QStringLiteral("holdfast_lock_%1_seconds_bucket{class=\"remote\",%2le=\"%3\"}")
                .arg(QLatin1String(name), QLatin1String(more), QLatin1String(limit)));
    };
    QCOMPARE(bucket("wait", "outcome=\"granted\",", "0.02"), 0.0);
    QCOMPARE(bucket("wait", "outcome=\"granted\",", "0.05"), 1.0);
    QCOMPARE(bucket("hold", "", "60"), 0.0);
    QCOMPARE(bucket("hold", "", "300"), 1.0);
    QCOMPARE(scrape.value(QStringLiteral("holdfast_lock_hold_seconds_sum{class=\"remote\"}")),
             90.0);
}

void TestLockCounters::hasAllSeriesFromTheStart()
{
    Metrics metrics;
    const QStringList before = Scrape(metrics).series();
    QVERIFY(before.filter(QStringLiteral("holdfast_lock_")).isEmpty());
    const auto counters = metrics.lockCounters();
    QCOMPARE(metrics.lockCounters(), counters);
    const qsizetype count = Scrape(metrics).series().size();
    counters->take(batchOf(HoldEnded {.who = who(LockClass::Remote)}), {});
    counters->take(batchOf(LockRefused {.who = who(LockClass::Remote), .position = 1}), {});
    QCOMPARE(Scrape(metrics).series().size(), count);
}

void TestLockCounters::agreesWithTheThreadsThatUsedTheLock()
{
    Metrics metrics;
    GlobalLock lock(QStringLiteral("lock"), GlobalLock::defaultWait, unlimitedQueue());
    LockRecorder recorder({metrics.lockCounters()}, 1ms);
    recorder.record(lock);
    std::vector<std::future<Account>> threads;
    for (unsigned seed = 1; seed <= 8; ++seed)
        threads.push_back(
            std::async(std::launch::async, [&lock, seed] { return useAtRandom(lock, seed); }));
    Account expected;
    for (auto &thread : threads)
        expected = expected + thread.get();
    recorder.flush();
    const Scrape scrape(metrics);
    const auto value = [&scrape](const char *rest) {
        return scrape.value(QStringLiteral("holdfast_lock_") + QLatin1String(rest));
    };
    QCOMPARE(value("events_lost_total"), 0.0);
    QCOMPARE(value("grants_total{class=\"remote\"}"), double(expected.grants));
    QCOMPARE(value("timeouts_total{class=\"remote\"}"), double(expected.timeouts));
    QCOMPARE(value("refusals_total{class=\"remote\",reason=\"busy\"}"),
             double(expected.timeouts + expected.refusals));
    QCOMPARE(value("withdrawals_total{class=\"remote\"}"), double(expected.left));
    QCOMPARE(value("hold_seconds_count{class=\"remote\"}"), double(expected.grants));
    QCOMPARE(value("grants_total{class=\"operator\"}"), 0.0);
    qInfo("%d grants, %d timeouts, %d refusals, %d left", expected.grants, expected.timeouts,
          expected.refusals, expected.left);
    QVERIFY2(expected.grants > 0 && expected.timeouts > 0 && expected.refusals > 0
                 && expected.left > 0,
             "there was no contention");
}

HOLDFAST_APPLESS_TEST(TestLockCounters)

} // namespace tst_lockcounters

#include "tst_lockcounters.moc"
