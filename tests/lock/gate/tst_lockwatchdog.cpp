// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/lockwatchdog.h"
#include "core/lock/gate/threadrecord.h"
#include "tests/lock/outcome.h"
#include "tests/lock/turns.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <future>
#include <latch>

namespace tst_lockwatchdog {

using namespace Holdfast;
using namespace std::chrono_literals;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("stage.move");

QString warningOf(const GlobalLock &lock)
{
    const LockStatus status = lock.status();
    return status.owner ? status.owner->warning.value_or(QString()) : QString();
}

void expectWarning(const char *pattern)
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QString::fromLatin1(pattern)));
}

//! Looks only when it is told to.
const LockWatchdogPolicy byHand {.stalledAfter = 10s, .interval = 24h};

//! Returns whether the request of \a waiter stands in the queue by now.
bool isQueued(const GlobalLock &lock, const QString &operation)
{
    const LockStatus status = lock.status();
    return std::ranges::any_of(status.queue, [&operation](const LockWaiter &waiter) {
        return waiter.operation == operation;
    });
}

} // namespace

//! Tests the warnings of the watchdog: their subjects, their number, and the cases without one.
class TestLockWatchdog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void warnsOnceOfAHoldWithoutProgress();
    void progressEndsTheWarning();
    void anotherHoldIsAnotherMatter();
    void keepsQuiet_data();
    void keepsQuiet();
    void looksByItself();
    void aThreadThatWaitsForTheLockItsOwnerIsWaitingFor();
    void twoLocksInOppositeOrder();
    void aWaitThatEndsIsNoDeadlock();
    void aLockMayGoAway();
};

void TestLockWatchdog::warnsOnceOfAHoldWithoutProgress()
{
    HandClock clock;
    GlobalLock lock(QStringLiteral("stage port"), 50ms, clock.policy());
    LockWatchdog watchdog(byHand);
    watchdog.watch(lock);
    const LockGuard hold = lock.acquire(aClient(), op, Wait::none());
    clock.advance(9s);
    watchdog.look();
    QCOMPARE(warningOf(lock), QString());
    clock.advance(3s);
    QSignalSpy changed(&lock, &GlobalLock::changed);
    const quint64 version = lock.status().version;
    expectWarning("^No progress for 12 s: tile scan .* holds the stage port for stage.move, "
                  "which goes on for 12 s\\.$");
    watchdog.look();
    QVERIFY(warningOf(lock).startsWith(QStringLiteral("No progress for 12 s: tile scan")));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(lock.status().version, version + 1);
    clock.advance(3s);
    watchdog.look();
    QCOMPARE(changed.size(), 1);
}

void TestLockWatchdog::progressEndsTheWarning()
{
    HandClock clock;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, clock.policy());
    LockWatchdog watchdog(byHand);
    watchdog.watch(lock);
    const LockGuard hold = lock.acquire(aClient(), op, Wait::none());
    clock.advance(11s);
    expectWarning("No progress");
    watchdog.look();
    lock.noteProgress(aClient(), 10);
    watchdog.look();
    QCOMPARE(warningOf(lock), QString());
    clock.advance(11s);
    watchdog.look(); // shown again, but said before
    QVERIFY(!warningOf(lock).isEmpty());
}

void TestLockWatchdog::anotherHoldIsAnotherMatter()
{
    HandClock clock;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, clock.policy());
    LockWatchdog watchdog(byHand);
    watchdog.watch(lock);
    for (int i = 0; i < 2; ++i) {
        const LockGuard hold = lock.acquire(aClient(), op, Wait::none());
        QCOMPARE(warningOf(lock), QString());
        clock.advance(11s);
        expectWarning("No progress");
        watchdog.look();
        QVERIFY(!warningOf(lock).isEmpty());
    }
}

void TestLockWatchdog::keepsQuiet_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("about a free lock") << QStringLiteral("free");
    QTest::newRow("about a lease at rest") << QStringLiteral("lease");
    QTest::newRow("while there is progress") << QStringLiteral("progress");
    QTest::newRow("about those who wait in line") << QStringLiteral("line");
}

void TestLockWatchdog::keepsQuiet()
{
    QFETCH(const QString, what);
    HandClock clock;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, clock.policy());
    LockWatchdog watchdog(byHand);
    watchdog.watch(lock);
    Outcome outcome;
    Turns turns(lock);
    LockGuard hold;
    if (what == QStringLiteral("lease")) {
        lock.request(aClient(), op, Wait::none(), outcome.callback());
        (void)outcome.takeGrant().intoLease({});
    } else if (what != QStringLiteral("free")) {
        hold = lock.acquire(aClient(), op, Wait::none());
    }
    if (what == QStringLiteral("line"))
        turns.ask(anOperator(), u'A');
    for (int i = 0; i < 10; ++i) {
        clock.advance(8s);
        if (hold.isHolding())
            lock.noteProgress(aClient(), 10.0 * i);
        watchdog.look();
        QCOMPARE(warningOf(lock), QString());
    }
}

void TestLockWatchdog::looksByItself()
{
    HandClock clock;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, clock.policy());
    LockWatchdog watchdog({.stalledAfter = 10s, .interval = 5ms});
    watchdog.watch(lock);
    const LockGuard hold = lock.acquire(aClient(), op, Wait::none());
    expectWarning("No progress");
    clock.advance(11s);
    WAIT_UNTIL(!warningOf(lock).isEmpty());
    lock.noteProgress(aClient(), 50);
    WAIT_UNTIL(warningOf(lock).isEmpty());
}

void TestLockWatchdog::aThreadThatWaitsForTheLockItsOwnerIsWaitingFor()
{
    GlobalLock lock;
    LockWatchdog watchdog(byHand);
    watchdog.watch(lock);
    std::promise<std::shared_ptr<ThreadRecord>> other;
    std::promise<void> answer;
    std::latch held(1);
    auto things = std::async(std::launch::async, [&] {
        other.set_value(ThreadRecord::here());
        held.wait();
        const LockGuard hold =
            lock.acquire(anOperator(), QStringLiteral("stage.poll"), Wait::unlimited());
        return hold.isHolding();
    });
    const std::shared_ptr<ThreadRecord> record = other.get_future().get();
    auto scan = std::async(std::launch::async, [&] {
        const LockGuard hold = lock.acquire(aClient(), op, Wait::none());
        const WaitsForThread waits(record, QStringLiteral("the thread of stage"));
        held.count_down();
        answer.get_future().wait();
    });
    WAIT_UNTIL(isQueued(lock, QStringLiteral("stage.poll")));
    WAIT_UNTIL(record->waitsFor().has_value());
    watchdog.look();
    QCOMPARE(warningOf(lock), QString()); // seen once it may only look like a deadlock
    expectWarning("^Deadlock: tile scan .* holds the global lock for stage.move and waits for "
                  "the thread of stage, which waits for the global lock with stage.poll\\.$");
    watchdog.look();
    QVERIFY(warningOf(lock).startsWith(QStringLiteral("Deadlock")));
    watchdog.look();
    answer.set_value();
    scan.get();
    QVERIFY(things.get());
    watchdog.look();
}

void TestLockWatchdog::twoLocksInOppositeOrder()
{
    GlobalLock port(QStringLiteral("stage port"));
    GlobalLock lamp(QStringLiteral("lamp port"));
    LockWatchdog watchdog(byHand);
    watchdog.watch(port);
    watchdog.watch(lamp);
    std::latch bothHeld(2);
    const auto work = [&bothHeld](GlobalLock &first, GlobalLock &second, const QString &name) {
        const Holder holder(Principal::client(name, {}));
        const LockGuard hold = first.acquire(holder, name + QStringLiteral(".first"), Wait::none());
        bothHeld.arrive_and_wait();
        bool gaveUp = false;
        try {
            const LockGuard nested =
                second.acquire(holder, name + QStringLiteral(".second"), Wait::unlimited());
        } catch (const GlobalLockBusyError &) {
            gaveUp = true; // it was stopped
        }
        return gaveUp;
    };
    auto one =
        std::async(std::launch::async, [&] { return work(port, lamp, QStringLiteral("one")); });
    auto two =
        std::async(std::launch::async, [&] { return work(lamp, port, QStringLiteral("two")); });
    WAIT_UNTIL(isQueued(lamp, QStringLiteral("one.second")));
    WAIT_UNTIL(isQueued(port, QStringLiteral("two.second")));
    expectWarning("^Deadlock: one holds the stage port for one.first and waits for the lamp "
                  "port with one.second; two holds the lamp port for two.first and waits for the "
                  "stage port with two.second\\.$");
    // A sleeping thread may have stood in the queue for a moment before it slept.
    const auto isFound = [&] {
        watchdog.look();
        return !warningOf(port).isEmpty() && !warningOf(lamp).isEmpty();
    };
    WAIT_UNTIL(isFound());
    QVERIFY(warningOf(lamp).startsWith(QStringLiteral("Deadlock: two holds the lamp port")));
    watchdog.look();
    port.setMode(LockMode::Stopped, anOperator().principal(), QStringLiteral("deadlock"));
    QVERIFY(two.get());
    QVERIFY(!one.get());
}

void TestLockWatchdog::aWaitThatEndsIsNoDeadlock()
{
    GlobalLock lock;
    LockWatchdog watchdog(byHand);
    watchdog.watch(lock);
    std::promise<std::shared_ptr<ThreadRecord>> mine;
    LockGuard hold = lock.acquire(aClient(), op, Wait::none());
    auto other = std::async(std::launch::async, [&] {
        mine.set_value(ThreadRecord::here());
        return attempt(lock, Wait::upTo(patience)).granted;
    });
    const std::shared_ptr<ThreadRecord> record = mine.get_future().get();
    WAIT_UNTIL(record->waitsFor().has_value());
    for (int i = 0; i < 3; ++i) {
        const WaitsForThread waits(record, QStringLiteral("another thread")); // each time anew
        watchdog.look();
    }
    watchdog.look();
    QCOMPARE(warningOf(lock), QString());
    QVERIFY(!ThreadRecord::here()->waitsFor().has_value());
    hold.release();
    QVERIFY(other.get());
}

void TestLockWatchdog::aLockMayGoAway()
{
    LockWatchdog watchdog({.stalledAfter = 0ms, .interval = 1ms});
    for (int i = 0; i < 100; ++i) {
        GlobalLock lock;
        watchdog.watch(lock);
    }
    watchdog.look();
    GlobalLock last;
    watchdog.watch(last);
    watchdog.look();
    QCOMPARE(warningOf(last), QString());
}

HOLDFAST_GUILESS_TEST(TestLockWatchdog)

} // namespace tst_lockwatchdog

#include "tst_lockwatchdog.moc"
