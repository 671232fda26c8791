// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures what the lock costs a thread without competitors, and what reading its status costs.

#include "core/lock/events/lockfeed.h"
#include "tests/bench/company.h"
#include "tests/bench/contenders.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"

#include <algorithm>
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
        call();
    return in<std::chrono::nanoseconds>(BenchClock::now() - start) / times;
}

struct Costs
{
    Samples holdfast;
    Samples qt;
    Samples std;
};

//! Measures one batch of each in turn, so that other load on the machine disturbs all of them. The batches
//! take the same time, so that it disturbs them alike, and are short, so that most are not disturbed.
template<typename Ours, typename Qt, typename Std>
Costs sideBySide(const Report &report, Ours ours, Qt qt, Std std)
{
    const int batches = report.times(3000, 4);
    constexpr double length = 100'000;
    const auto fitting = [&report](auto call) {
        batch(report.times(20'000, 10), call); // warming up
        return std::max(1, int(length / batch(report.times(20'000, 10), call)));
    };
    const int oursFit = fitting(ours);
    const int qtFit = fitting(qt);
    const int stdFit = fitting(std);
    Costs costs;
    for (int i = 0; i < batches; ++i) {
        costs.holdfast.add(batch(oursFit, ours));
        costs.qt.add(batch(qtFit, qt));
        costs.std.add(batch(stdFit, std));
    }
    return costs;
}

//! Acquires and releases a lock that is free or, when \a isNested, one that this thread holds already.
Costs takeAndGiveBack(const Report &report, bool isNested)
{
    const Holder holder(benchClient(1));
    const QtLock::Asker asker {{}};
    const StdLock::Asker stdAsker {{}};
    HoldfastLock ours;
    QtLock qt;
    StdLock std;
    const auto outer = isNested ? ours.hold(holder) : LockGuard();
    const auto qtOuter = isNested ? qt.hold(asker) : std::unique_lock<QRecursiveMutex>();
    const auto stdOuter =
        isNested ? std.hold(stdAsker) : std::unique_lock<std::recursive_timed_mutex>();
    return sideBySide(
        report, [&] { const auto hold = ours.hold(holder); },
        [&] { const auto hold = qt.hold(asker); }, [&] { const auto hold = std.hold(stdAsker); });
}

//! Adds \a costs, which are to be at most \a goal times those of a QRecursiveMutex.
void addCosts(Report &report, const QString &name, const Costs &costs, double goal)
{
    const QString ns = QStringLiteral("ns");
    report.add({.name = name + QStringLiteral(", p50, vs QRecursiveMutex"),
                .value = costs.holdfast.median(),
                .unit = ns,
                .baseline = costs.qt.median(),
                .goal = goal * costs.qt.median()});
    report.add({.name = name + QStringLiteral(", p50, vs std::recursive_timed_mutex"),
                .value = costs.holdfast.median(),
                .unit = ns,
                .baseline = costs.std.median()});
}

//! Measures the additional cost of recording: a lock with a feed. The feed is emptied while nothing is
//! measured, as it is in a lab while the lock is not in use.
void recorded(Report &report)
{
    const Holder holder(benchClient(1));
    const auto feed = std::make_shared<LockFeed>();
    HoldfastLock plain;
    HoldfastLock telling;
    telling.lock().tellTo(feed);
    const auto use = [&holder](HoldfastLock &lock) { const auto hold = lock.hold(holder); };
    const int perBatch = report.times(500, 10);
    Samples without;
    Samples with;
    LockFeed::Batch emptied;
    for (int i = 0; i < report.times(3000, 4); ++i) {
        without.add(batch(perBatch, [&] { use(plain); }));
        with.add(batch(perBatch, [&] { use(telling); }));
        feed->take(emptied);
        if (emptied.events.size() != size_t(perBatch))
            report.wrong(QStringLiteral("not every hold was recorded"));
    }
    report.add({.name = QStringLiteral("acquire and release, recorded, p50, vs not recorded"),
                .value = with.median(),
                .unit = QStringLiteral("ns"),
                .baseline = without.median(),
                .goal = without.median() + 40});
}

void statusWithWaiters(Report &report)
{
    constexpr int waiters = 64;
    GlobalLock lock;
    const LockGuard hold =
        lock.acquire(Holder(benchClient(0)), benchOperation(), GlobalLock::Wait::unlimited());
    std::vector<LockTicket> tickets;
    for (int i = 0; i < waiters; ++i)
        tickets.push_back(lock.request(Holder(benchClient(i)), benchOperation(),
                                       GlobalLock::Wait::upTo(std::chrono::hours {1}),
                                       [](const LockOutcome &) {}));
    if (lock.status().queue.size() != waiters)
        report.wrong(QStringLiteral("not every request is in line"));
    Samples cost;
    for (int i = 0; i < report.times(2000, 4); ++i)
        cost.add(batch(report.times(10, 2), [&] { lock.status(); }) / 1000);
    report.add({.name = QStringLiteral("status with 64 waiters, p50"),
                .value = cost.median(),
                .unit = QStringLiteral("us"),
                .goal = 20});
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
    addCosts(report, QStringLiteral("acquire and release"), takeAndGiveBack(report, false), 11);
    addCosts(report, QStringLiteral("re-enter and leave"), takeAndGiveBack(report, true), 5);
    recorded(report);
    statusWithWaiters(report);
    return report.finish();
}
