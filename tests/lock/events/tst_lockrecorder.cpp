// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/lockrecorder.h"
#include "tests/lock/turns.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <future>
#include <thread>

namespace tst_lockrecorder {

using namespace Holdfast;
using namespace std::chrono_literals;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("stage.move_relative");

//! Counts the events that it is given, and records their thread.
struct Counter : LockEventSink
{
    std::atomic<int> events {0};
    std::atomic<int> batches {0};
    std::atomic<std::thread::id> where {};
    std::chrono::system_clock::time_point latest {};

    void take(const LockFeed::Batch &batch, const ClockPair &clocks) override
    {
        latest = clocks.timeOf(batch.events.back().at);
        where = std::this_thread::get_id();
        ++batches;
        events += int(batch.events.size());
    }
    void look(const LockStatus &status, const ClockPair &) override
    {
        (status.isHeld() ? seenHeld : seenFree) = true;
        if (status.isHeld())
            eventsBefore = events.load();
    }
    void end() override { isOver = where.load() == std::this_thread::get_id() || !events; }

    std::atomic<bool> seenHeld {false};
    std::atomic<bool> seenFree {false};
    std::atomic<int> eventsBefore {-1};
    std::atomic<bool> isOver {false};
};

void useOnce(GlobalLock &lock)
{
    lock.acquire(Holder {}, op, Wait::unlimited()).release();
}

} // namespace

class TestLockRecorder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void handsEventsToEverySinkInItsOwnThread();
    void gathersEventsIntoOneBatch();
    void flushWaitsForEverythingThatHasHappened();
    void handsOnTheRestAtItsEnd();
    void looksAtTheLockNowAndThen();
    void looksAfterWhatHasHappenedBefore();
    void theLockMayOutliveIt();
    void theLockMayGoFirst();
};

void TestLockRecorder::handsEventsToEverySinkInItsOwnThread()
{
    const auto first = std::make_shared<Counter>();
    const auto second = std::make_shared<Counter>();
    LockRecorder recorder({first, second}, 1ms);
    GlobalLock lock;
    recorder.record(lock);
    const auto before = std::chrono::system_clock::now();
    useOnce(lock);
    QTRY_COMPARE_WITH_TIMEOUT(second->events.load(), 1, 30'000);
    QCOMPARE(first->events.load(), 1);
    QVERIFY(first->where.load() != std::this_thread::get_id());
    recorder.flush(); // and so its records may be read
    QVERIFY(first->latest >= before - 1s);
    QVERIFY(first->latest <= std::chrono::system_clock::now() + 1s);
}

void TestLockRecorder::gathersEventsIntoOneBatch()
{
    const auto counter = std::make_shared<Counter>();
    GlobalLock lock;
    LockRecorder recorder({counter}, 24h, 24h);
    recorder.record(lock);
    for (int i = 0; i < 100; ++i)
        useOnce(lock);
    recorder.flush();
    QCOMPARE(counter->events.load(), 100);
    // The thread may have been on its way to sleep when the first one came.
    QVERIFY(counter->batches.load() <= 2);
}

void TestLockRecorder::flushWaitsForEverythingThatHasHappened()
{
    const auto counter = std::make_shared<Counter>();
    GlobalLock lock;
    LockRecorder recorder({counter}, 1ms);
    recorder.record(lock);
    std::atomic<int> used {0};
    std::vector<std::future<void>> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.push_back(std::async(std::launch::async, [&] {
            for (int i = 0; i < 200; ++i) {
                useOnce(lock);
                const int least = ++used;
                recorder.flush();
                QVERIFY(counter->events.load() >= least);
            }
        }));
    }
    threads.clear();
    QCOMPARE(counter->events.load(), 800);
}

void TestLockRecorder::handsOnTheRestAtItsEnd()
{
    const auto counter = std::make_shared<Counter>();
    GlobalLock lock;
    {
        LockRecorder recorder({counter}, 24h);
        recorder.record(lock);
        useOnce(lock);
    }
    QCOMPARE(counter->events.load(), 1);
    QVERIFY(counter->isOver.load());
}

void TestLockRecorder::looksAtTheLockNowAndThen()
{
    const auto counter = std::make_shared<Counter>();
    GlobalLock lock;
    LockRecorder recorder({counter}, 24h, 1ms);
    recorder.record(lock);
    QTRY_VERIFY_WITH_TIMEOUT(counter->seenFree.load(), 30'000);
    QVERIFY(!counter->seenHeld.load());
    const LockGuard hold = lock.acquire(Holder {}, op, Wait::unlimited());
    QTRY_VERIFY_WITH_TIMEOUT(counter->seenHeld.load(), 30'000);
}

void TestLockRecorder::looksAfterWhatHasHappenedBefore()
{
    const auto counter = std::make_shared<Counter>();
    GlobalLock lock;
    LockRecorder recorder({counter}, 1ms, 1ms);
    recorder.record(lock);
    for (int i = 0; i < 100; ++i)
        useOnce(lock);
    const LockGuard hold = lock.acquire(Holder {}, op, Wait::unlimited());
    QTRY_VERIFY_WITH_TIMEOUT(counter->seenHeld.load(), 30'000);
    QCOMPARE(counter->eventsBefore.load(), 100);
}

void TestLockRecorder::theLockMayGoFirst()
{
    const auto counter = std::make_shared<Counter>();
    LockRecorder recorder({counter}, 1ms, 1ms);
    {
        GlobalLock lock;
        recorder.record(lock);
        useOnce(lock);
    }
    QTRY_COMPARE_WITH_TIMEOUT(counter->events.load(), 1, 30'000);
    recorder.flush();
}

void TestLockRecorder::theLockMayOutliveIt()
{
    const auto counter = std::make_shared<Counter>();
    GlobalLock lock;
    {
        LockRecorder recorder({counter}, 1ms);
        recorder.record(lock);
    }
    useOnce(lock);
    QCOMPARE(counter->events.load(), 0);
}

HOLDFAST_APPLESS_TEST(TestLockRecorder)

} // namespace tst_lockrecorder

#include "tst_lockrecorder.moc"
