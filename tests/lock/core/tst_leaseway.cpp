// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/leasing.h"
#include "tests/lock/outcome.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <future>

namespace tst_leaseway {

using namespace Holdfast;
using namespace std::chrono_literals;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("stage.move_relative");
const QString lens = QStringLiteral("the lens is in the way");

LeaseState stateOf(const GlobalLock &lock, const Lease &lease)
{
    return lock.lease(lease.id).value().state;
}

} // namespace

//! Tests when a lease gives way, and how it goes on; which events break it, and which callers are
//! notified.
class TestLeaseWay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void restingGivesWayToWhoTakesAtOnce();
    void workingGivesWayAtTheEndOfItsOperation();
    void doesNotGiveWayToWhoOnlyAsks();
    void goesOnFirstInItsClass();
    void goesOnWithANewGeneration();
    void takingIsInTurnAmongOperators();
    void anOperatorsLeaseNeverGivesWay();
    void aWithdrawnTakeChangesNothing();
    void yieldsToOperatorsOnly();
    void givesWayToLocalOnly();
    void canBeBrokenAtRest();
    void canBeBrokenAtWork();
    void whatIsMadeSafeIsLetGoOfLate();
    void safetyWaitsForTheOperationToo();
    void asksAreShownAndToldToTheOwner();
    void progressIsShown();
};

void TestLeaseWay::restingGivesWayToWhoTakesAtOnce()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    Outcome control;
    take(lock, control.callback());
    QCOMPARE(control.calls(), 1);
    QVERIFY(control.isGrant());
    QVERIFY(stateOf(lock, lease) == LeaseState::Suspended);
    control.drop();
    QVERIFY2(!lock.status().isHeld(), "it comes back with its next operation, not by itself");
    QVERIFY(attempt(lock, Wait::none(), lease.holder).granted);
    QVERIFY(stateOf(lock, lease) == LeaseState::Active);
    QVERIFY(!isFreeForOthers(lock));
}

void TestLeaseWay::workingGivesWayAtTheEndOfItsOperation()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    LockGuard working = lock.acquire(lease.holder, op, Wait::none());
    Outcome next;
    Outcome control;
    lock.request(lease.holder, op, Wait::unlimited(), next.callback());
    take(lock, control.callback());
    QCOMPARE(control.calls(), 0);
    QVERIFY(lock.status().queue.first().takes);
    working.release();
    QVERIFY(control.isGrant());
    QCOMPARE(next.calls(), 0);
    control.drop();
    QVERIFY(next.isGrant());
}

void TestLeaseWay::doesNotGiveWayToWhoOnlyAsks()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    Turns turns(lock);
    turns.ask(anOperator(), u'A');
    lock.acquire(lease.holder, op, Wait::none()).release();
    QCOMPARE(turns.served(), QString());
    Outcome pretender; // a remote one cannot take
    lock.request(Holder {}, op, Wait::unlimited(), pretender.callback(), LockClass::Remote,
                 GlobalLock::Take::FromLeases);
    QCOMPARE(pretender.calls(), 0);
    QVERIFY(stateOf(lock, lease) == LeaseState::Active);
    QVERIFY(lock.endLease(lease.id));
    QCOMPARE(turns.served(), QStringLiteral("A"));
    QVERIFY(pretender.isGrant());
}

void TestLeaseWay::goesOnFirstInItsClass()
{
    GlobalLock lock;
    Turns turns(lock);
    const Lease lease = leaseOn(lock);
    turns.ask(Holder {}, u'a');
    turns.ask(Holder {}, u'b');
    Outcome control;
    take(lock, control.callback());
    turns.ask(anOperator(), u'A');
    turns.ask(lease.holder, u'1');
    turns.ask(lease.holder, u'2');
    QCOMPARE(turns.line(), QStringLiteral("A12ab"));
    control.drop();
    QCOMPARE(turns.served(), QStringLiteral("A12"));
    QCOMPARE(turns.line(), QStringLiteral("ab"));
    QVERIFY(lock.endLease(lease.id));
    QCOMPARE(turns.served(), QStringLiteral("A12ab"));
}

void TestLeaseWay::goesOnWithANewGeneration()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    Outcome control;
    take(lock, control.callback());
    control.drop();
    Outcome next;
    lock.request(lease.holder, op, Wait::none(), next.callback());
    QCOMPARE(next.takeGrant().generation(), lease.generation + 2);
    QCOMPARE(lock.lease(lease.id)->generation, lease.generation + 2);
}

void TestLeaseWay::takingIsInTurnAmongOperators()
{
    GlobalLock lock;
    Turns turns(lock);
    const Lease lease = leaseOn(lock);
    turns.ask(anOperator(), u'A');
    Outcome control;
    take(lock, control.callback());
    QCOMPARE(turns.served(), QStringLiteral("A"));
    QVERIFY(control.isGrant());
}

void TestLeaseWay::anOperatorsLeaseNeverGivesWay()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock, anOperator());
    Outcome control;
    take(lock, control.callback());
    QCOMPARE(control.calls(), 0);
    lock.setMode(LockMode::LocalOnly, anOperator().principal(), {});
    QVERIFY(stateOf(lock, lease) == LeaseState::Active);
    lock.endLease(lease.id);
    QVERIFY(control.isGrant());
}

void TestLeaseWay::aWithdrawnTakeChangesNothing()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    LockGuard working = lock.acquire(lease.holder, op, Wait::none());
    Outcome control;
    LockTicket ticket = take(lock, control.callback());
    QVERIFY(ticket.withdraw());
    working.release();
    QVERIFY(stateOf(lock, lease) == LeaseState::Active);
    QCOMPARE(control.calls(), 0);
}

void TestLeaseWay::yieldsToOperatorsOnly()
{
    HandClock clock;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, clock.policy());
    Turns turns(lock);
    const Lease lease = leaseOn(lock);
    const HolderScope scope(lease.holder);
    LockGuard working = lock.acquire(op);
    turns.ask(Holder {}, u'a');
    clock.advance(60s);
    QVERIFY2(!lock.yieldIfWanted().gaveWay, "a lease is for working undisturbed by other clients");
    turns.ask(anOperator(), u'A');
    const Yielded yielded = lock.yieldIfWanted();
    QVERIFY(yielded.gaveWay && yielded.generationChanged);
    QVERIFY(turns.served().contains(u'A'));
    QVERIFY(stateOf(lock, lease) == LeaseState::Active);
    QCOMPARE(lock.lease(lease.id)->generation, yielded.generation);
    QVERIFY(lock.isHeldHere(lease.holder));
    working.release();
    lock.endLease(lease.id);
    QCOMPARE(turns.line(), QString());
}

void TestLeaseWay::givesWayToLocalOnly()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    lock.setMode(LockMode::LocalOnly, anOperator().principal(), lens);
    QVERIFY(!lock.status().isHeld());
    QVERIFY(stateOf(lock, lease) == LeaseState::Suspended);
    QVERIFY(attempt(lock, Wait::none(), lease.holder).refusal->reason() == Reason::LocalOnly);
    QVERIFY(attempt(lock, Wait::none(), anOperator()).granted);
    lock.setMode(LockMode::Shared, anOperator().principal(), {});
    LockGuard working = lock.acquire(lease.holder, op, Wait::none());
    lock.setMode(LockMode::LocalOnly, anOperator().principal(), lens);
    QVERIFY2(lock.isHeldHere(lease.holder), "what has begun goes on");
    working.release();
    QVERIFY(!lock.status().isHeld());
    QVERIFY(stateOf(lock, lease) == LeaseState::Suspended);
}

void TestLeaseWay::canBeBrokenAtRest()
{
    GlobalLock lock;
    Turns turns(lock);
    const Lease lease = leaseOn(lock);
    turns.ask(anOperator(), u'A');
    QVERIFY(lock.breakHold(anOperator().principal(), lens, lease.generation)
            == BreakOutcome::Freed);
    QCOMPARE(turns.served(), QStringLiteral("A"));
    const EndedLease ended = lock.endedLease(lease.id).value();
    QVERIFY(ended.end == LeaseEnd::Broken);
    QCOMPARE(ended.by, anOperator().principal());
    QCOMPARE(ended.reason, lens);
    const auto late = attempt(lock, Wait::none(), lease.holder);
    QVERIFY(late.refusal->reason() == Reason::LeaseEnded);
    QVERIFY2(late.refusal->message().contains(QStringLiteral("was broken by operator at ")),
             qPrintable(late.refusal->message()));
    QCOMPARE(lock.breaks().size(), 1);
}

void TestLeaseWay::canBeBrokenAtWork()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    LockGuard working = lock.acquire(lease.holder, op, Wait::none());
    int asked = 0;
    working.onBreak([&asked](const LockBreak &) { ++asked; });
    Outcome next;
    lock.request(lease.holder, op, Wait::unlimited(), next.callback());
    QVERIFY(lock.breakHold(anOperator().principal(), lens, lease.generation)
            == BreakOutcome::Asked);
    QCOMPARE(asked, 1);
    QVERIFY2(next.refusal().reason() == Reason::LeaseEnded, "what waits under it is refused");
    QVERIFY(lock.isHeldHere(lease.holder));
    working.release();
    QVERIFY(isFreeForOthers(lock));
}

void TestLeaseWay::whatIsMadeSafeIsLetGoOfLate()
{
    GlobalLock lock;
    Turns turns(lock);
    const Lease lease = leaseOn(lock);
    turns.ask(anOperator(), u'A');
    std::function<BreakOutcome()> safe;
    const auto makeSafe = [&](const LockBreak &why, std::function<BreakOutcome()> done) {
        QCOMPARE(why.reason, lens);
        safe = std::move(done);
    };
    QVERIFY(lock.breakHold(anOperator().principal(), lens, lease.generation, makeSafe)
            == BreakOutcome::Asked);
    QVERIFY(safe);
    QCOMPARE(turns.served(), QString());
    QVERIFY(!attempt(lock, Wait::none(), lease.holder).granted);
    QVERIFY2(lock.breakHold(anOperator().principal(), lens, lease.generation, makeSafe)
                 == BreakOutcome::Asked,
             "a second break waits for the first");
    QVERIFY(safe() == BreakOutcome::Freed);
    QCOMPARE(turns.served(), QStringLiteral("A"));
    QVERIFY(safe() == BreakOutcome::Freed);
}

void TestLeaseWay::safetyWaitsForTheOperationToo()
{
    GlobalLock lock;
    Turns turns(lock);
    LockGuard working = lock.acquire(aClient(), op, Wait::none());
    turns.ask(anOperator(), u'A');
    std::function<BreakOutcome()> safe;
    const auto makeSafe = [&](const LockBreak &, std::function<BreakOutcome()> done) {
        safe = std::move(done);
    };
    lock.breakHold(anOperator().principal(), lens, 1, makeSafe);
    QVERIFY2(!lock.yieldIfWanted(aClient()).gaveWay, "no waiter is let in before things are safe");
    QVERIFY(safe() == BreakOutcome::Asked);
    QCOMPARE(turns.served(), QString());
    working.release();
    QCOMPARE(turns.served(), QStringLiteral("A"));

    LockGuard second = lock.acquire(aClient(), op, Wait::none());
    turns.ask(anOperator(), u'B');
    lock.breakHold(anOperator().principal(), lens, lock.status().generation, makeSafe);
    second.release();
    QCOMPARE(turns.served(), QStringLiteral("A"));
    QVERIFY(lock.status().owner->breaking);
    QVERIFY(safe() == BreakOutcome::Freed);
    QCOMPARE(turns.served(), QStringLiteral("AB"));
}

void TestLeaseWay::asksAreShownAndToldToTheOwner()
{
    GlobalLock lock;
    QVERIFY(lock.ask(anOperator().principal(), lens, 0) == AskOutcome::NotHeld);
    LockGuard working = lock.acquire(aClient(), op, Wait::none());
    QVERIFY(lock.ask(anOperator().principal(), lens, 7) == AskOutcome::OtherGeneration);
    QVERIFY(lock.ask(anOperator().principal(), lens, 1) == AskOutcome::Asked);
    QStringList heard;
    working.onAsked([&heard](const LockAsk &ask) { heard << ask.reason; });
    QCOMPARE(heard, QStringList {lens});
    const quint64 version = lock.status().version;
    lock.ask(anOperator().principal(), QStringLiteral("lunch"), 1);
    QVERIFY(lock.status().version > version);
    QCOMPARE(heard.last(), QStringLiteral("lunch"));
    QCOMPARE(lock.status().owner->asks.size(), 1);
    QCOMPARE(lock.status().owner->asks.first().reason, QStringLiteral("lunch"));
    for (const char *connection : {"127.0.0.1:1", "127.0.0.1:2"})
        lock.ask(Principal::client(QStringLiteral("scan"), QString::fromLatin1(connection)), lens,
                 1);
    QCOMPARE(lock.status().owner->asks.size(), 2);
    for (int i = 0; i < 20; ++i)
        lock.ask(Principal::client(QString::number(i), {}), lens, 1);
    QCOMPARE(lock.status().owner->asks.size(), 8);
    working.release();
    const LockGuard other = lock.acquire(aClient(), op, Wait::none());
    QVERIFY(lock.status().owner->asks.isEmpty());
}

void TestLeaseWay::progressIsShown()
{
    HandClock clock;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, clock.policy());
    lock.noteProgress(aClient(), 50);
    const LockGuard working = lock.acquire(aClient(), op, Wait::none());
    QVERIFY(!lock.status().owner->progress);
    QVERIFY(!lock.status().owner->remaining());
    clock.advance(10s);
    lock.noteProgress(anOperator(), 99);
    QVERIFY2(!lock.status().owner->progress, "a stranger's progress is not the owner's");
    lock.noteProgress(aClient(), 25);
    const LockOwner owner = *lock.status().owner;
    QCOMPARE(owner.progress.value(), 25.0);
    QVERIFY(owner.operationFor == 10s);
    QVERIFY(owner.remaining() == 30s);
    QVERIFY(owner.sinceProgress == 0s);
    const quint64 version = lock.status().version;
    lock.noteProgress(aClient(), 25.4);
    QCOMPARE(lock.status().version, version);
    clock.advance(2s);
    QVERIFY(lock.status().owner->sinceProgress == 2s);
}

HOLDFAST_GUILESS_TEST(TestLeaseWay)

} // namespace tst_leaseway

#include "tst_leaseway.moc"
