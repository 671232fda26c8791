// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/expectstuck.h"
#include "tests/lock/outcome.h"
#include "tests/lock/turns.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <future>
#include <optional>
#include <stdexcept>

namespace tst_lockbreak {

using namespace Holdfast;
using namespace std::chrono_literals;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("stage.move_relative");
const QString lens = QStringLiteral("the lens is in the way");

BreakOutcome breakIt(GlobalLock &lock)
{
    return lock.breakHold(anOperator().principal(), lens, lock.status().generation);
}

LockGuard holdInAThreadThatEnds(GlobalLock &lock)
{
    LockGuard left;
    std::thread([&] { left = lock.acquire(aClient(), op, Wait::none()); }).join();
    return left;
}

} // namespace

//! Tests breaking the hold of another owner: never during its operation, always with a notice to
//! the owner.
class TestLockBreak : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void needsAReason();
    void namesTheHoldItMeans();
    void asksTheRunningOperation();
    void asksAtOnceWhoRegistersLate();
    void aThrowingCallbackIsReported();
    void whatDoesNotEndIsStuckAndKeepsTheLock();
    void whatEndsInTimeIsNotStuck();
    void recoversFromAThreadThatEnded();
    void recoversOnceAllGuardsAreLost();
    void revokesWhatHasNotBegun();
    void aBrokenOperationThatGivesWayDoesNotComeBack();
    void keepsNoticesUntilTheyAreSeen();
    void keepsAHundredNotices();
};

void TestLockBreak::needsAReason()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(op);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                             lock.breakHold(anOperator().principal(), {}, 1));
    QVERIFY(!lock.status().owner->breaking);
}

void TestLockBreak::namesTheHoldItMeans()
{
    GlobalLock lock;
    QVERIFY(breakIt(lock) == BreakOutcome::NotHeld);
    lock.acquire(op).release();
    const LockGuard hold = lock.acquire(op);
    for (const quint64 other : {0U, 1U, 3U})
        QVERIFY(lock.breakHold(anOperator().principal(), lens, other)
                == BreakOutcome::OtherGeneration);
    QVERIFY(!lock.status().owner->breaking);
    QVERIFY(lock.breaks().isEmpty());
    QVERIFY(lock.breakHold(anOperator().principal(), lens, 2) == BreakOutcome::Asked);
}

void TestLockBreak::asksTheRunningOperation()
{
    GlobalLock lock;
    Turns turns(lock);
    std::atomic<bool> cancelled {false};
    std::promise<void> started;
    auto scan = std::async(std::launch::async, [&] {
        LockGuard hold = lock.acquire(aClient(), op, Wait::none());
        hold.onBreak([&](const LockBreak &why) {
            QCOMPARE(why.by, anOperator().principal());
            QCOMPARE(why.reason, lens);
            cancelled = true;
            cancelled.notify_all();
        });
        started.set_value();
        cancelled.wait(false);
        return lock.isHeldHere(aClient());
    });
    started.get_future().wait();
    turns.ask(anOperator(), u'A');
    const quint64 version = lock.status().version;
    QVERIFY(breakIt(lock) == BreakOutcome::Asked);
    QVERIFY(lock.status().version > version);
    QVERIFY2(scan.get(), "the lock was taken from a running thread");
    QCOMPARE(turns.served(), QStringLiteral("A"));
    QVERIFY(!lock.status().isHeld());
}

void TestLockBreak::asksAtOnceWhoRegistersLate()
{
    GlobalLock lock;
    LockGuard hold = lock.acquire(aClient(), op, Wait::none());
    QVERIFY(breakIt(lock) == BreakOutcome::Asked);
    int calls = 0;
    hold.onBreak([&calls](const LockBreak &) { ++calls; });
    QCOMPARE(calls, 1);
    QVERIFY(lock.breakHold(aClient().principal(), op, 1) == BreakOutcome::Asked);
    QCOMPARE(calls, 2);
    const LockOwner owner = *lock.status().owner;
    QCOMPARE(owner.breaking->by, anOperator().principal());
    QVERIFY2(lock.status().toSentence().contains(
                 QStringLiteral("operator broke the hold of tile scan (127.0.0.1:40112) for "
                                "stage.move_relative at ")),
             qPrintable(lock.status().toSentence()));
}

void TestLockBreak::aThrowingCallbackIsReported()
{
    GlobalLock lock;
    LockGuard hold = lock.acquire(op);
    hold.onBreak([](const LockBreak &) { throw std::runtime_error("oh no"); });
    QTest::ignoreMessage(QtCriticalMsg,
                         QRegularExpression(QStringLiteral("must not throw.*: oh no")));
    QVERIFY(breakIt(lock) == BreakOutcome::Asked);
}

void TestLockBreak::whatDoesNotEndIsStuckAndKeepsTheLock()
{
    LockPolicy policy;
    policy.breakPatience = 10ms;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, policy);
    LockGuard hold = lock.acquire(aClient(), op, Wait::none());
    expectStuck("its operation goes on though its hold was broken.*tile scan.*"
                "stage.move_relative, for .* ms");
    QVERIFY(breakIt(lock) == BreakOutcome::Asked);
    QVERIFY(!lock.status().owner->stuck);
    QTRY_VERIFY_WITH_TIMEOUT(lock.status().owner->stuck, patience.count());
    QCOMPARE(lock.status().owner->operation, op);
    QVERIFY(lock.status().toSentence().contains(QStringLiteral("its operation does not end")));
    QVERIFY(breakIt(lock) == BreakOutcome::Asked);
    QVERIFY(lock.isHeldHere(aClient()));
    QVERIFY(!isFreeForOthers(lock));
    hold.release();
    QVERIFY(isFreeForOthers(lock));
}

void TestLockBreak::whatEndsInTimeIsNotStuck()
{
    LockPolicy policy;
    policy.breakPatience = 20ms;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, policy);
    LockGuard broken = lock.acquire(aClient(), op, Wait::none());
    QVERIFY(breakIt(lock) == BreakOutcome::Asked);
    broken.release();
    const LockGuard next = lock.acquire(op);
    Outcome later; // its deadline is behind the broken hold's
    lock.request(Holder {}, op, Wait::upTo(60ms), later.callback());
    QVERIFY(later.waitForIt());
    QVERIFY(!lock.status().owner->stuck);
    QVERIFY(!lock.status().owner->breaking);
}

void TestLockBreak::recoversFromAThreadThatEnded()
{
    GlobalLock lock;
    expectStuck("the thread that holds the lock has ended");
    LockGuard left = holdInAThreadThatEnds(lock);
    Outcome next;
    lock.request(anOperator(), op, Wait::unlimited(), next.callback());
    QVERIFY(breakIt(lock) == BreakOutcome::Freed);
    QVERIFY(next.isGrant());
    LockGuard work = next.takeGrant().enter();
    QVERIFY(lock.isHeldHere(anOperator()));
    left.release();
    QVERIFY2(lock.isHeldHere(anOperator()), "the dead hold's guard let go of another's");
    QVERIFY(!isFreeForOthers(lock));
    work.release();
    QVERIFY(isFreeForOthers(lock));
}

void TestLockBreak::recoversOnceAllGuardsAreLost()
{
    GlobalLock lock;
    LockGuard outer = lock.acquire(aClient(), op, Wait::none());
    LockGuard inner = lock.acquire(aClient(), op, Wait::none());
    expectStuck("a guard ended in another thread than the one that holds the lock");
    elsewhere([lost = std::move(outer)]() mutable { lost.release(); });
    QVERIFY2(breakIt(lock) == BreakOutcome::Asked, "a guard is left in a running thread");
    QVERIFY(!isFreeForOthers(lock));
    inner.release();
    QVERIFY(!isFreeForOthers(lock));
    QVERIFY(breakIt(lock) == BreakOutcome::Freed);
    QVERIFY(isFreeForOthers(lock));
    QVERIFY(attempt(lock, Wait::none(), aClient()).granted);
}

void TestLockBreak::revokesWhatHasNotBegun()
{
    GlobalLock lock;
    Turns turns(lock);
    Outcome outcome;
    lock.request(aClient(), op, Wait::none(), outcome.callback());
    LockGrant grant = outcome.takeGrant();
    turns.ask(anOperator(), u'A');
    QVERIFY(breakIt(lock) == BreakOutcome::Freed);
    QCOMPARE(turns.served(), QStringLiteral("A"));
    const LockGuard other = lock.acquire(anOperator(), op, Wait::none());
    std::optional<GlobalLockBusyError> error;
    try {
        const LockGuard guard = grant.enter();
    } catch (const GlobalLockBusyError &refused) {
        error = refused;
    }
    QVERIFY(error && error->reason() == Reason::Broken);
    QCOMPARE(error->broken()->reason, lens);
    QVERIFY2(error->message().contains(QStringLiteral("acquired: operator broke the hold of tile "
                                                      "scan (127.0.0.1:40112) for ")),
             error->what());
    QVERIFY(lock.isHeldHere(anOperator()));
}

void TestLockBreak::aBrokenOperationThatGivesWayDoesNotComeBack()
{
    GlobalLock lock;
    Turns turns(lock);
    const HolderScope scope(aClient());
    const LockGuard hold = lock.acquire(op);
    turns.ask(anOperator(), u'A');
    QVERIFY(breakIt(lock) == BreakOutcome::Asked);
    std::optional<Reason> reason;
    try {
        lock.yieldIfWanted();
    } catch (const GlobalLockBusyError &error) {
        reason = error.reason();
    }
    QVERIFY(reason == Reason::Broken);
    QCOMPARE(turns.served(), QStringLiteral("A"));
    QVERIFY(isFreeForOthers(lock));
}

void TestLockBreak::keepsNoticesUntilTheyAreSeen()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(aClient(), op, Wait::none());
    const QDateTime before = QDateTime::currentDateTimeUtc();
    QVERIFY(breakIt(lock) == BreakOutcome::Asked);
    QVERIFY(breakIt(lock) == BreakOutcome::Asked);
    const QList<LockBreak> breaks = lock.breaks();
    QCOMPARE(breaks.size(), 1);
    QCOMPARE(breaks[0].generation, 1U);
    QCOMPARE(breaks[0].holderId, aClient().id());
    QCOMPARE(breaks[0].victim, aClient().principal());
    QCOMPARE(breaks[0].operation, op);
    QCOMPARE(breaks[0].by, anOperator().principal());
    QCOMPARE(breaks[0].reason, lens);
    // The lock makes the time of day from its monotonic clock; both are rounded to milliseconds.
    QVERIFY(breaks[0].when >= before.addMSecs(-1));
    QVERIFY(breaks[0].when <= QDateTime::currentDateTimeUtc().addMSecs(1));
    QVERIFY(!lock.acknowledgeBreak(2));
    QVERIFY(lock.acknowledgeBreak(1));
    QVERIFY(!lock.acknowledgeBreak(1));
    QVERIFY(lock.breaks().isEmpty());
}

void TestLockBreak::keepsAHundredNotices()
{
    GlobalLock lock;
    for (int i = 0; i < 150; ++i) {
        const LockGuard hold = lock.acquire(op);
        QVERIFY(breakIt(lock) == BreakOutcome::Asked);
    }
    const QList<LockBreak> breaks = lock.breaks();
    QCOMPARE(breaks.size(), 100);
    QCOMPARE(breaks.first().generation, 51U);
    QCOMPARE(breaks.last().generation, 150U);
}

HOLDFAST_GUILESS_TEST(TestLockBreak)

} // namespace tst_lockbreak

#include "tst_lockbreak.moc"
