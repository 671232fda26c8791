// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures how late a wait that times out ends. Ending too early is an error.

#include "tests/bench/contenders.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"

#include <QSemaphore>

#include <chrono>
#include <thread>
#include <vector>

namespace Holdfast {

namespace {

using std::chrono::milliseconds;

//! \brief Overshoots of one kind of wait, in milliseconds.
struct Overshoots
{
    Samples samples {};
    int early = 0;
    int granted = 0;

    void add(BenchClock::duration took, milliseconds wait, bool isGranted)
    {
        early += took < wait ? 1 : 0;
        granted += isGranted ? 1 : 0;
        samples.add(in<milliseconds>(took - wait));
    }

    void complain(Report &report, const QString &what) const
    {
        if (early > 0)
            report.wrong(QStringLiteral("%1: %2 ended before their time").arg(what).arg(early));
        if (granted > 0)
            report.wrong(QStringLiteral("%1: %2 got what another one held").arg(what).arg(granted));
    }
};

template<typename Lock>
void tryInVain(Lock &lock, milliseconds wait, int times, Overshoots &result)
{
    const typename Lock::Asker asker {benchClient(2)};
    for (int i = 0; i < times; ++i) {
        const auto start = BenchClock::now();
        const bool isGranted = lock.tryFor(asker, wait);
        result.add(BenchClock::now() - start, wait, isGranted);
    }
}

void askInVain(GlobalLock &lock, milliseconds wait, int times, Overshoots &result)
{
    // Several requests of different clients at once, as they come over HTTP.
    constexpr int atOnce = 8;
    struct Ticket
    {
        BenchClock::time_point start;
        BenchClock::time_point end;
        bool isGranted = false;
    };
    for (int i = 0; i < times; i += atOnce) {
        QSemaphore ended;
        std::vector<Ticket> tickets(atOnce);
        for (int k = 0; k < atOnce; ++k) {
            Ticket &ticket = tickets[size_t(k)];
            ticket.start = BenchClock::now();
            lock.request(Holder(benchClient(k)), benchOperation(), GlobalLock::Wait::upTo(wait),
                         [&ticket, &ended](const LockOutcome &outcome) {
                             ticket.end = BenchClock::now();
                             ticket.isGranted = std::holds_alternative<LockGrant>(outcome);
                             ended.release();
                         });
        }
        ended.acquire(atOnce);
        for (const Ticket &ticket : tickets)
            result.add(ticket.end - ticket.start, wait, ticket.isGranted);
    }
}

//! Measures all kinds at the same time, because they only sleep.
void measure(Report &report, milliseconds wait, int times)
{
    HoldfastLock ours;
    QtLock qt;
    StdLock std;
    const Holder owner(benchClient(1));
    const auto hold = ours.hold(owner);
    const auto qtHold = qt.hold(QtLock::Asker {{}});
    const auto stdHold = std.hold(StdLock::Asker {{}});

    Overshoots threads;
    Overshoots tickets;
    Overshoots qtThreads;
    Overshoots stdThreads;
    std::vector<std::thread> all;
    all.emplace_back([&] { tryInVain(ours, wait, times, threads); });
    all.emplace_back([&] { askInVain(ours.lock(), wait, times, tickets); });
    all.emplace_back([&] { tryInVain(qt, wait, times, qtThreads); });
    all.emplace_back([&] { tryInVain(std, wait, times, stdThreads); });
    for (std::thread &one : all)
        one.join();

    threads.complain(report, QStringLiteral("blocking waits"));
    tickets.complain(report, QStringLiteral("tickets"));
    const auto addOne = [&](const QString &what, const Samples &value, const QString &other,
                            const Samples &baseline) {
        report.add({.name = QStringLiteral("overshoot of %1 of %2 ms, p99, vs %3")
                                .arg(what)
                                .arg(wait.count())
                                .arg(other),
                    .value = value.p99(),
                    .unit = QStringLiteral("ms"),
                    .baseline = baseline.p99(),
                    .goal = 5});
    };
    const QString qtName = QStringLiteral("QRecursiveMutex");
    const QString stdName = QStringLiteral("std::recursive_timed_mutex");
    addOne(QStringLiteral("a blocking wait"), threads.samples, qtName, qtThreads.samples);
    addOne(QStringLiteral("a blocking wait"), threads.samples, stdName, stdThreads.samples);
    addOne(QStringLiteral("a ticket"), tickets.samples, qtName, qtThreads.samples);
}

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    using namespace Holdfast;
    using std::chrono::milliseconds;
    Report report(argc, argv);
    measure(report, milliseconds {10}, report.times(400, 8));
    measure(report, milliseconds {100}, report.times(120, 1));
    return report.finish();
}
