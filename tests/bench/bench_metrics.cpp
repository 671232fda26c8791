// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures what counting an event costs, and what a scrape costs.

#include "core/lock/events/lockrecorder.h"
#include "core/metrics/metrics.h"
#include "core/server/requestcounters.h"
#include "core/session/station.h"
#include "tests/bench/company.h"
#include "tests/bench/contenders.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"

#include <memory>
#include <vector>

namespace Holdfast {

namespace {

//! Returns the nanoseconds for each of \a times calls of \a call.
template<typename Call>
double batch(int times, Call call)
{
    const auto start = BenchClock::now();
    for (int i = 0; i < times; ++i)
        call(i);
    return in<std::chrono::nanoseconds>(BenchClock::now() - start) / times;
}

//! Measures both locks in turns, batch by batch, so that other load on the machine disturbs both. The
//! recorder's thread counts the events between the batches, as it does between the requests of a lab.
void countedLock(Report &report)
{
    const Holder holder(benchClient(1));
    Metrics metrics;
    LockRecorder recorder({metrics.lockCounters()});
    HoldfastLock plain;
    HoldfastLock counted;
    recorder.record(counted.lock());
    const auto use = [&holder](HoldfastLock &lock) { const auto hold = lock.hold(holder); };
    const int perBatch = report.times(500, 10);
    Samples without;
    Samples with;
    for (int i = 0; i < report.times(2000, 4); ++i) {
        without.add(batch(perBatch, [&](int) { use(plain); }));
        with.add(batch(perBatch, [&](int) { use(counted); }));
        recorder.flush();
    }
    report.add({.name = QStringLiteral("acquire and release, counted, p50, vs not counted"),
                .value = with.median(),
                .unit = QStringLiteral("ns"),
                .baseline = without.median(),
                .goal = without.median() + 50});
}

void countingInTheRecordersThread(Report &report)
{
    Metrics metrics;
    const auto counters = metrics.lockCounters();
    LockFeed::Batch events;
    for (int i = 0; i < 1000; ++i)
        events.events.push_back({BenchClock::now(), HoldEnded {}});
    Samples cost;
    for (int i = 0; i < report.times(1000, 4); ++i)
        cost.add(batch(1, [&](int) { counters->take(events, {}); }) / 1000);
    report.add({.name = QStringLiteral("counting an event, off the lock's way, p50"),
                .value = cost.median(),
                .unit = QStringLiteral("ns")});
}

QStringList endpoints(int count)
{
    QStringList all;
    for (int i = 0; i < count; ++i)
        all << QStringLiteral("GET /thing%1/property%2").arg(i / 10).arg(i);
    return all;
}

void countedRequest(Report &report)
{
    Metrics metrics;
    RequestCounters counters(metrics.registry(), endpoints(200));
    const auto answer = [&counters](int i) {
        counters.answered({.route = i % 200,
                           .method = Method::Get,
                           .status = i % 3 == 0 ? 409 : 200,
                           .duration = std::chrono::microseconds(i % 5000)});
    };
    batch(1000, answer); // the first request of each route costs more
    Samples cost;
    for (int i = 0; i < report.times(2000, 4); ++i)
        cost.add(batch(report.times(1000, 10), answer));
    report.add({.name = QStringLiteral("counting a request, p50"),
                .value = cost.median(),
                .unit = QStringLiteral("ns"),
                .goal = 2000});
}

//! Measures a scrape of a station with 40 routes in use and a full line, which occupies the server's thread.
void scrape(Report &report)
{
    const auto metrics = std::make_shared<Metrics>();
    StationOptions options;
    options.lockSinks.push_back(metrics->lockCounters());
    Station station(options, {});
    metrics->watch(station);
    RequestCounters counters(metrics->registry(), endpoints(40));
    for (int i = 0; i < 80; ++i)
        counters.answered({.route = i % 40, .method = Method::Get, .status = i < 40 ? 200 : 409});
    const LockGuard hold =
        station.lock()->acquire(Holder(benchClient(0)), benchOperation(), GlobalLock::Wait::none());
    std::vector<LockTicket> tickets;
    for (int i = 0; i < 64; ++i)
        tickets.push_back(station.lock()->request(Holder(benchClient(i)), benchOperation(),
                                                  GlobalLock::Wait::unlimited(),
                                                  [](const LockOutcome &) {}));
    if (!metrics->text().contains("holdfast_lock_queue_length{class=\"remote\"} 64\n"))
        report.wrong(QStringLiteral("not every request is in line"));
    Samples cost;
    for (int i = 0; i < report.times(500, 4); ++i)
        cost.add(batch(1, [&](int) { metrics->text(); }) / 1000);
    report.add({.name = QStringLiteral("scrape with 64 waiters and 40 routes, p50"),
                .value = cost.median(),
                .unit = QStringLiteral("us"),
                .goal = 2000});
    for (LockTicket &ticket : tickets)
        ticket.withdraw();
}

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    using namespace Holdfast;
    Report report(argc, argv);
    const Company company;
    countedLock(report);
    countingInTheRecordersThread(report);
    countedRequest(report);
    scrape(report);
    return report.finish();
}
