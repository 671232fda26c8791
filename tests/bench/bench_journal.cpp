// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures what the journal costs: the user of the lock, the recorder's thread, and the disk.

#include "core/journal/journal.h"
#include "core/lock/events/lockrecorder.h"
#include "tests/bench/contenders.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <memory>

namespace Holdfast {

namespace {

JournalOptions journalIn(const QTemporaryDir &folder)
{
    JournalOptions options;
    options.place = JournalOptions::Place::File;
    options.file = folder.filePath(QStringLiteral("journal.sqlite"));
    return options;
}

//! Returns the nanoseconds for each of \a times uses of \a lock.
double useIt(HoldfastLock &lock, const Holder &holder, int times)
{
    const auto start = BenchClock::now();
    for (int i = 0; i < times; ++i) {
        const auto hold = lock.hold(holder);
    }
    return in<std::chrono::nanoseconds>(BenchClock::now() - start) / times;
}

//! Measures a lock with a journal on the disk and one without listeners, in turns. Everything is written
//! in between, as in a lab while the lock is not in use.
void costForTheUser(Report &report, const QTemporaryDir &folder)
{
    const Holder holder(benchClient(1));
    HoldfastLock plain;
    HoldfastLock remembered;
    const Journal journal(journalIn(folder));
    LockRecorder recorder({journal.sink()});
    recorder.record(remembered.lock());
    const int perBatch = report.times(500, 10);
    Samples without;
    Samples with;
    for (int i = 0; i < report.times(500, 4); ++i) {
        without.add(useIt(plain, holder, perBatch));
        with.add(useIt(remembered, holder, perBatch));
        recorder.flush();
    }
    if (journal.state().state != JournalState::State::Writing)
        report.wrong(QStringLiteral("the journal does not write: ") + journal.state().reason);
    report.add({.name = QStringLiteral("acquire and release, with a journal, p50, vs without"),
                .value = with.median(),
                .unit = QStringLiteral("ns"),
                .baseline = without.median(),
                .goal = without.median() + 50});
}

//! Measures holds of several clients for several operations, as on a busy day.
LockFeed::Batch busyBatch(int size)
{
    LockFeed::Batch batch;
    for (int i = 0; i < size; ++i) {
        const auto operation = QStringLiteral("thing%1.action%2").arg(i % 7).arg(i % 5);
        batch.events.push_back({std::chrono::steady_clock::now(),
                                HoldEnded {.who = {Holder(benchClient(i % 20)), operation},
                                           .generation = quint64(i + 1),
                                           .waited = std::chrono::microseconds {i % 1000},
                                           .held = std::chrono::milliseconds {i % 400}}});
    }
    return batch;
}

void costOfTheFile(Report &report, const QTemporaryDir &folder)
{
    const int batches = report.times(50, 2);
    constexpr int size = 1000;
    const LockFeed::Batch batch = busyBatch(size);
    const JournalOptions options = journalIn(folder);
    Samples cost;
    {
        const Journal journal(options);
        const auto sink = journal.sink();
        for (int i = 0; i < batches; ++i) {
            const auto start = BenchClock::now();
            sink->take(batch, ClockPair {});
            cost.add(in<std::chrono::microseconds>(BenchClock::now() - start) / size);
        }
        sink->end();
        if (journal.state().state != JournalState::State::Writing)
            report.wrong(QStringLiteral("the journal does not write"));
    }
    report.add({.name = QStringLiteral("journal, writing an event, p50"),
                .value = cost.median(),
                .unit = QStringLiteral("us"),
                .goal = 20});
    report.add({.name = QStringLiteral("journal, size of an event in the file"),
                .value = double(QFileInfo(options.file).size()) / (batches * size),
                .unit = QStringLiteral("bytes"),
                .goal = 150});
}

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    using namespace Holdfast;
    Report report(argc, argv);
    const QTemporaryDir first;
    const QTemporaryDir second;
    costForTheUser(report, first);
    costOfTheFile(report, second);
    return report.finish();
}
