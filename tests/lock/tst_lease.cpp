// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/leasing.h"
#include "tests/lock/outcome.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QScopeGuard>
#include <QTest>

#include <functional>
#include <future>

namespace tst_lease {

using namespace Holdfast;
using namespace std::chrono_literals;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

constexpr int attempts = 1000;
const QString op = QStringLiteral("stage.move_relative");

LeaseStatus statusOf(const GlobalLock &lock, const Lease &lease)
{
    return lock.lease(lease.id).value();
}

std::optional<Reason> refusal(GlobalLock &lock, const Holder &holder)
{
    const Attempt made = attempt(lock, Wait::none(), holder);
    return made.refusal ? std::optional(made.refusal->reason()) : std::nullopt;
}

} // namespace

//! Tests that a lease keeps the lock between the operations of its holder, and for no other caller.
class TestLease : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsOthersOutBetweenOperations();
    void letsItsHolderInFromAnyThread();
    void runsOneOperationAtATime();
    void servesItsOwnRequestsBeforeAllOthers();
    void operationsNest();
    void generationStaysForAllOperations();
    void grantThatIsGivenBackLeavesTheLease();
    void endsWhenGivenBack();
    void endsAfterTheOperationThatGoesOn();
    void endRefusesItsOperationsInLine();
    void expiresWhenUnused();
    void aLateUseDoesNotReviveIt_data();
    void aLateUseDoesNotReviveIt();
    void isKeptByUseAndByRenewal();
    void neverExpiresUnderAnOperation();
    void neverExpiresWhileAnOperationWaits();
    void withoutAnEndHasNoTimer();
    void cannotBeginAfterAStop();
    void endsWithAStop();
    void endsWithTheLock();
    void showsItself();
};

void TestLease::keepsOthersOutBetweenOperations()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    QVERIFY(!isFreeForOthers(lock));
    QVERIFY2(refusal(lock, aClient()) == Reason::Busy,
             "the client's other operations are strangers to the lease");
    QVERIFY(refusal(lock, anOperator()) == Reason::Busy);
    lock.acquire(lease.holder, op, Wait::none()).release();
    QVERIFY(!isFreeForOthers(lock));
}

void TestLease::letsItsHolderInFromAnyThread()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    for (int i = 0; i < 3; ++i)
        QVERIFY(elsewhere([&] { return attempt(lock, Wait::none(), lease.holder); }).granted);
    Outcome outcome;
    lock.request(lease.holder, op, Wait::none(), outcome.callback());
    QCOMPARE(outcome.calls(), 1);
    QVERIFY(outcome.isGrant());
    const LockGuard guard = outcome.takeGrant().enter();
    QCOMPARE(lock.status().owner->operation, op);
    QVERIFY(lock.isHeldHere(lease.holder));
}

void TestLease::runsOneOperationAtATime()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    LockGuard first = lock.acquire(lease.holder, op, Wait::none());
    QVERIFY(elsewhere([&] { return attempt(lock, Wait::none(), lease.holder); }).refusal);
    Outcome second;
    lock.request(lease.holder, QStringLiteral("second"), Wait::unlimited(), second.callback());
    QCOMPARE(lock.status().queue.size(), 1);
    QCOMPARE(lock.status().queue.first().operation, QStringLiteral("second"));
    QCOMPARE(second.calls(), 0);
    first.release();
    QCOMPARE(second.calls(), 1);
    QCOMPARE(lock.status().owner->operation, QStringLiteral("second"));
    second.drop();
    QCOMPARE(lock.status().owner->operation, QString());
}

void TestLease::servesItsOwnRequestsBeforeAllOthers()
{
    GlobalLock lock;
    Turns turns(lock);
    const Lease lease = leaseOn(lock);
    LockGuard working = lock.acquire(lease.holder, op, Wait::none());
    turns.ask(anOperator(), u'A');
    turns.ask(Holder {}, u'a');
    turns.ask(lease.holder, u'1');
    turns.ask(lease.holder, u'2');
    QCOMPARE(turns.line(), QStringLiteral("12Aa"));
    QCOMPARE(lock.status().queue.first().position, 1);
    working.release();
    QCOMPARE(turns.served(), QStringLiteral("12"));
    QVERIFY(lock.endLease(lease.id));
    QCOMPARE(turns.served(), QStringLiteral("12Aa"));
}

void TestLease::operationsNest()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    {
        const HolderScope scope(lease.holder);
        const LockGuard outer = lock.acquire(op);
        const LockGuard inner = lock.acquire(op);
        QCOMPARE(lock.status().owner->depth, 2);
    }
    QCOMPARE(lock.status().owner->depth, 0);
    QVERIFY(lock.status().owner->lease);
}

void TestLease::generationStaysForAllOperations()
{
    GlobalLock lock;
    lock.acquire(op).release();
    const Lease lease = leaseOn(lock);
    QCOMPARE(lease.generation, 2U);
    for (int i = 0; i < 3; ++i)
        lock.acquire(lease.holder, op, Wait::none()).release();
    QCOMPARE(lock.status().generation, 2U);
    QCOMPARE(statusOf(lock, lease).generation, 2U);
}

void TestLease::grantThatIsGivenBackLeavesTheLease()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    Outcome outcome;
    lock.request(lease.holder, op, Wait::none(), outcome.callback());
    outcome.drop();
    QVERIFY(lock.status().owner->lease);
    QVERIFY(attempt(lock, Wait::none(), lease.holder).granted);
}

void TestLease::endsWhenGivenBack()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    QVERIFY(lock.endLease(lease.id));
    QVERIFY(isFreeForOthers(lock));
    QVERIFY(!lock.endLease(lease.id));
    QVERIFY(!lock.renewLease(lease.id));
    QVERIFY(lock.endedLease(lease.id)->end == LeaseEnd::Released);
    const auto late = attempt(lock, Wait::none(), lease.holder);
    QVERIFY(late.refusal->reason() == Reason::LeaseEnded);
    QVERIFY2(late.refusal->message().contains(
                 QStringLiteral("the lease of tile scan (127.0.0.1:40112) was given back at ")),
             qPrintable(late.refusal->message()));
}

void TestLease::endsAfterTheOperationThatGoesOn()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    LockGuard working = lock.acquire(lease.holder, op, Wait::none());
    QVERIFY(lock.endLease(lease.id));
    QVERIFY(lock.isHeldHere(lease.holder));
    QVERIFY2(lock.acquire(lease.holder, op, Wait::none()).isHolding(), "it may go on to nest");
    QVERIFY(!isFreeForOthers(lock));
    working.release();
    QVERIFY(isFreeForOthers(lock));
}

void TestLease::endRefusesItsOperationsInLine()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    LockGuard working = lock.acquire(lease.holder, op, Wait::none());
    Outcome waiting;
    Outcome other;
    lock.request(lease.holder, op, Wait::unlimited(), waiting.callback());
    lock.request(Holder {}, op, Wait::unlimited(), other.callback());
    QVERIFY(lock.endLease(lease.id));
    QVERIFY(waiting.refusal().reason() == Reason::LeaseEnded);
    QVERIFY(waiting.refusal().endedLease());
    QCOMPARE(other.calls(), 0);
    working.release();
    QVERIFY(other.isGrant());
}

void TestLease::expiresWhenUnused()
{
    GlobalLock lock;
    const auto start = std::chrono::steady_clock::now();
    const Lease lease = leaseOn(lock, aClient(), {.note = {}, .ttl = 40ms});
    Outcome waiting;
    lock.request(Holder {}, op, Wait::unlimited(), waiting.callback());
    QVERIFY(waiting.waitForIt());
    QVERIFY2(waiting.when() - start >= 40ms, "a lease must never end early");
    QVERIFY(waiting.isGrant());
    QVERIFY(lock.endedLease(lease.id)->end == LeaseEnd::Expired);
}

void TestLease::aLateUseDoesNotReviveIt_data()
{
    using Use = std::function<bool(GlobalLock &, const Lease &)>;
    QTest::addColumn<Use>("use");
    QTest::newRow("a renewal") << Use(
        [](GlobalLock &lock, const Lease &lease) { return lock.renewLease(lease.id); });
    QTest::newRow("an operation that is asked for")
        << Use([](GlobalLock &lock, const Lease &lease) {
               Outcome outcome;
               lock.request(lease.holder, op, Wait::none(), outcome.callback());
               return outcome.isGrant();
           });
    QTest::newRow("an operation that blocks") << Use([](GlobalLock &lock, const Lease &lease) {
        try {
            lock.acquire(lease.holder, op, Wait::none()).release();
            return true;
        } catch (const GlobalLockBusyError &refusal) {
            return refusal.reason() != Reason::LeaseEnded;
        }
    });
    QTest::newRow("giving it back")
        << Use([](GlobalLock &lock, const Lease &lease) { return lock.endLease(lease.id); });
}

void TestLease::aLateUseDoesNotReviveIt()
{
    QFETCH(const std::function<bool(GlobalLock &, const Lease &)>, use);
    GlobalLock lock;
    // The thread that looks at the clock is kept from doing so, as by a process that is stopped for a
    // while, or by a machine that is busy elsewhere.
    std::promise<void> goesOn;
    std::promise<void> stands;
    {
        const LockGuard guard = lock.acquire(Holder {}, op, Wait::none());
        lock.request(Holder {}, op, Wait::upTo(1ms), [&](const LockOutcome &) {
            stands.set_value();
            goesOn.get_future().wait();
        });
        stands.get_future().wait();
    }
    const auto goOn = qScopeGuard([&goesOn] { goesOn.set_value(); });
    const Lease lease = leaseOn(lock, aClient(), {.note = {}, .ttl = 5ms});
    Outcome next;
    lock.request(Holder {}, op, Wait::unlimited(), next.callback());
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(lock, lease).remaining, 0ms, patience.count());
    QCOMPARE(next.calls(), 0);
    QVERIFY2(!use(lock, lease), "it is used though its time is over");
    QVERIFY(!lock.lease(lease.id));
    QVERIFY(lock.endedLease(lease.id)->end == LeaseEnd::Expired);
    QVERIFY2(next.isGrant(), "the waiter has it now");
}

void TestLease::isKeptByUseAndByRenewal()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock, aClient(), {.note = {}, .ttl = 60s});
    const auto before = statusOf(lock, lease);
    QVERIFY(before.remaining <= 60s);
    QTRY_VERIFY_WITH_TIMEOUT(statusOf(lock, lease).idle > 5ms, patience.count());
    QVERIFY(lock.renewLease(lease.id));
    QVERIFY(statusOf(lock, lease).remaining > 60s - 5ms - statusOf(lock, lease).idle);
    QTRY_VERIFY_WITH_TIMEOUT(statusOf(lock, lease).idle > 5ms, patience.count());
    const auto unused = statusOf(lock, lease).idle;
    lock.acquire(lease.holder, op, Wait::none()).release();
    QVERIFY(statusOf(lock, lease).idle < unused + 5s);
}

void TestLease::neverExpiresUnderAnOperation()
{
    GlobalLock lock;
    std::optional<Lease> lease;
    std::optional<LockGuard> working;
    // On a machine that is busy with other work a lease may be over before it is used: then the
    // test tries another.
    for (int attempt = 0; !working && attempt < attempts; ++attempt) {
        lease = leaseOn(lock, aClient(), {.note = {}, .ttl = 100ms});
        try {
            working.emplace(lock.acquire(lease->holder, op, Wait::none()));
        } catch (const GlobalLockBusyError &) {
        }
    }
    QVERIFY(working);
    Outcome later; // a timer that is set after the lease's, and so goes off after it
    lock.request(Holder {}, op, Wait::upTo(150ms), later.callback());
    QVERIFY(later.waitForIt());
    QVERIFY(later.refusal().reason() == Reason::Busy);
    QVERIFY(lock.lease(lease->id));
    QVERIFY2(!statusOf(lock, *lease).remaining, "the clock stands still");
    working->release();
    QTRY_VERIFY_WITH_TIMEOUT(!lock.lease(lease->id), patience.count());
}

void TestLease::neverExpiresWhileAnOperationWaits()
{
    GlobalLock lock;
    std::optional<Lease> lease;
    std::optional<Outcome> control;
    std::optional<Outcome> waiting;
    bool isWaiting = false;
    for (int attempt = 0; !isWaiting && attempt < attempts; ++attempt) {
        waiting.reset();
        control.reset(); // and so gives back its grant
        lease = leaseOn(lock, aClient(), {.note = {}, .ttl = 100ms});
        take(lock, control.emplace().callback());
        lock.request(lease->holder, op, Wait::unlimited(), waiting.emplace().callback());
        isWaiting = waiting->calls() == 0;
    }
    QVERIFY(isWaiting);
    Outcome later;
    lock.request(Holder {}, op, Wait::upTo(150ms), later.callback());
    QVERIFY(later.waitForIt());
    QVERIFY(lock.lease(lease->id));
    control->drop();
    QVERIFY(waiting->waitForIt());
    QVERIFY(waiting->isGrant());
}

void TestLease::withoutAnEndHasNoTimer()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock, anOperator());
    QVERIFY(!statusOf(lock, lease).ttl);
    QVERIFY(!statusOf(lock, lease).remaining);
    QVERIFY(statusOf(lock, lease).lockClass == LockClass::Operator);
    QVERIFY(statusOf(lock, lease).idle >= 0ms);
}

void TestLease::cannotBeginAfterAStop()
{
    GlobalLock lock;
    Outcome outcome;
    lock.request(aClient(), op, Wait::none(), outcome.callback());
    LockGrant grant = outcome.takeGrant();
    lock.setMode(LockMode::Stopped, anOperator().principal(), QStringLiteral("smoke"));
    QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, grant.intoLease({}));
    QVERIFY_THROWS_EXCEPTION(std::logic_error, grant.intoLease({}));
    QVERIFY(lock.leases().isEmpty());
    QVERIFY(!lock.status().isHeld());
}

void TestLease::endsWithAStop()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock);
    lock.setMode(LockMode::Stopped, anOperator().principal(), QStringLiteral("smoke"));
    QVERIFY(!lock.status().isHeld());
    const EndedLease ended = lock.endedLease(lease.id).value();
    QVERIFY(ended.end == LeaseEnd::Stopped);
    QCOMPARE(ended.by, anOperator().principal());
    QCOMPARE(ended.reason, QStringLiteral("smoke"));
    QVERIFY(refusal(lock, lease.holder) == Reason::Stopped);
    lock.clearStop(anOperator().principal());
    QVERIFY(refusal(lock, lease.holder) == Reason::LeaseEnded);
}

void TestLease::endsWithTheLock()
{
    auto lock = std::make_unique<GlobalLock>();
    const Lease lease = leaseOn(*lock, aClient(), {.note = {}, .ttl = 60s});
    Outcome waiting;
    lock->request(Holder {}, op, Wait::unlimited(), waiting.callback());
    lock.reset();
    QVERIFY(waiting.refusal().reason() == Reason::Closed);
}

void TestLease::showsItself()
{
    GlobalLock lock;
    const Lease lease = leaseOn(lock, aClient(), {.note = QStringLiteral("overnight"), .ttl = 60s});
    const LockStatus resting = lock.status();
    QCOMPARE(resting.owner->lease->id, lease.id);
    QCOMPARE(resting.owner->lease->note, QStringLiteral("overnight"));
    QVERIFY(resting.owner->lease->since.isValid());
    QVERIFY2(resting.toSentence().contains(QStringLiteral(
                 "tile scan (127.0.0.1:40112) holds it on a lease (overnight) since")),
             qPrintable(resting.toSentence()));
    const LockGuard working = lock.acquire(lease.holder, op, Wait::none());
    const LockStatus busy = lock.status();
    QVERIFY(busy.version > resting.version);
    QVERIFY2(busy.toSentence().contains(
                 QStringLiteral("holds it for stage.move_relative (overnight) since")),
             qPrintable(busy.toSentence()));
    QCOMPARE(lock.leases().size(), 1);
    QCOMPARE(lock.leases().first().operation, op);
}

HOLDFAST_GUILESS_TEST(TestLease)

} // namespace tst_lease

#include "tst_lease.moc"
