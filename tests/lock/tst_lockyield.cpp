// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/outcome.h"
#include "tests/lock/turns.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <optional>
#include <utility>

namespace tst_lockyield {

using namespace Holdfast;
using namespace std::chrono_literals;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("operation");

} // namespace

//! Tests giving way in the middle of an operation: to which waiters, in which cases not, and which
//! waiter comes next.
class TestLockYield : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void givesWayToAnOperatorAndGoesOn();
    void givesWayToNoOtherWaiter_data();
    void givesWayToNoOtherWaiter();
    void givesWayToAWaiterThatCountsAsAnOperator();
    void doesNothingWhereItMust_data();
    void doesNothingWhereItMust();
    void aBaseDoesNotCount();
    void keepsItsDepthAndItsGuards();
    void resumesFirstInItsClass();
    void waitsForAnOperatorWhoWorksElsewhere();
    void aLockThatGoesAwayEndsTheHold();
    void aWithdrawnPlaceEndsTheHold();
    void aPlaceThatIsWithdrawnAtOnceIsNotWaitedFor();
    void aPlaceCannotBeWithdrawnOnceItIsServed();
};

void TestLockYield::givesWayToAnOperatorAndGoesOn()
{
    GlobalLock lock;
    Turns turns(lock);
    const HolderScope scope(aClient());
    LockGuard hold = lock.acquire(op);
    turns.ask(Holder {}, u'a');
    turns.ask(anOperator(), u'A');
    const Yielded yielded = lock.yieldIfWanted();
    QVERIFY(yielded.gaveWay);
    QVERIFY(yielded.generationChanged);
    QCOMPARE(yielded.generation, lock.status().generation);
    QCOMPARE(yielded.generation, 3U);
    QCOMPARE(turns.served(), QStringLiteral("A"));
    QVERIFY(lock.isHeldHere(aClient()));
    QCOMPARE(lock.status().owner->operation, op);
    QVERIFY(!isFreeForOthers(lock));
    hold.release();
    QCOMPARE(turns.served(), QStringLiteral("Aa"));
    QVERIFY(isFreeForOthers(lock));
}

void TestLockYield::givesWayToNoOtherWaiter_data()
{
    QTest::addColumn<bool>("ownerIsOperator");
    QTest::addColumn<QString>("line");
    QTest::newRow("not when the line is empty") << false << QString();
    QTest::newRow("a remote not to a remote") << false << QStringLiteral("a");
    QTest::newRow("an operator not to a remote") << true << QStringLiteral("a");
    QTest::newRow("an operator not to an operator") << true << QStringLiteral("A");
}

void TestLockYield::givesWayToNoOtherWaiter()
{
    QFETCH(const bool, ownerIsOperator);
    QFETCH(const QString, line);
    GlobalLock lock;
    Turns turns(lock);
    const HolderScope scope(ownerIsOperator ? anOperator() : aClient());
    const LockGuard hold = lock.acquire(op);
    for (const QChar name : line)
        turns.ask(name.isUpper() ? anOperator() : Holder {}, name);
    const Yielded yielded = lock.yieldIfWanted();
    QVERIFY(!yielded.gaveWay);
    QVERIFY(!yielded.generationChanged);
    QCOMPARE(yielded.generation, 1U);
    QCOMPARE(turns.line(), line);
}

void TestLockYield::givesWayToAWaiterThatCountsAsAnOperator()
{
    HandClock clock;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, clock.policy());
    Turns turns(lock);
    const HolderScope scope(aClient());
    const LockGuard hold = lock.acquire(op);
    turns.ask(Holder {}, u'a');
    clock.advance(10s);
    turns.ask(Holder {}, u'b');
    QVERIFY(!lock.yieldIfWanted().gaveWay);
    clock.advance(20s);
    QVERIFY(lock.yieldIfWanted().gaveWay);
    QCOMPARE(turns.served(), QStringLiteral("a"));
    QCOMPARE(turns.line(), QStringLiteral("b"));
}

void TestLockYield::doesNothingWhereItMust_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("inside a nested hold") << QStringLiteral("nested");
    QTest::newRow("in a part that is not to be interrupted") << QStringLiteral("uninterruptible");
    QTest::newRow("where waiting is forbidden") << QStringLiteral("forbidden");
    QTest::newRow("in another thread") << QStringLiteral("elsewhere");
    QTest::newRow("for a stranger") << QStringLiteral("stranger");
}

void TestLockYield::doesNothingWhereItMust()
{
    QFETCH(const QString, where);
    GlobalLock lock;
    Turns turns(lock);
    const HolderScope scope(aClient());
    const LockGuard hold = lock.acquire(op);
    turns.ask(anOperator(), u'A');
    Yielded yielded;
    if (where == QStringLiteral("nested")) {
        const LockGuard nested = lock.acquire(op);
        yielded = lock.yieldIfWanted();
    } else if (where == QStringLiteral("uninterruptible")) {
        const Uninterruptible outer;
        {
            const Uninterruptible inner;
        }
        yielded = lock.yieldIfWanted();
    } else if (where == QStringLiteral("forbidden")) {
        const WaitingForbidden forbidden;
        yielded = lock.yieldIfWanted();
    } else if (where == QStringLiteral("elsewhere")) {
        yielded = elsewhere([&lock] { return lock.yieldIfWanted(aClient()); });
    } else {
        yielded = lock.yieldIfWanted(anOperator());
    }
    QVERIFY(!yielded.gaveWay);
    QCOMPARE(turns.served(), QString());
    QVERIFY(lock.yieldIfWanted().gaveWay);
    QCOMPARE(turns.served(), QStringLiteral("A"));
}

void TestLockYield::aBaseDoesNotCount()
{
    GlobalLock lock;
    Turns turns(lock);
    const HolderScope scope(aClient());
    LockGuard session = lock.acquire(op);
    session.markAsBase();
    const LockGuard action = lock.acquire(op);
    turns.ask(anOperator(), u'A');
    {
        const LockGuard called = lock.acquire(op);
        QVERIFY(!lock.yieldIfWanted().gaveWay);
    }
    QVERIFY(lock.yieldIfWanted().gaveWay);
    turns.ask(anOperator(), u'B');
    QVERIFY2(lock.yieldIfWanted().gaveWay, "the base is forgotten after giving way");
    QCOMPARE(turns.served(), QStringLiteral("AB"));
}

void TestLockYield::keepsItsDepthAndItsGuards()
{
    GlobalLock lock;
    Turns turns(lock);
    const HolderScope scope(aClient());
    LockGuard session = lock.acquire(op);
    session.markAsBase();
    LockGuard action = lock.acquire(op);
    turns.ask(anOperator(), u'A');
    QVERIFY(lock.yieldIfWanted().gaveWay);
    QCOMPARE(lock.status().owner->depth, 2);
    action.release();
    QVERIFY(!isFreeForOthers(lock));
    session.release();
    QVERIFY(isFreeForOthers(lock));
}

void TestLockYield::resumesFirstInItsClass()
{
    HandClock clock;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, clock.policy());
    Turns turns(lock);
    Outcome click;
    auto scan = std::async(std::launch::async, [&] {
        const HolderScope scope(aClient());
        const LockGuard hold = lock.acquire(QStringLiteral("S"));
        turns.ask(Holder {}, u'a');
        turns.ask(Holder {}, u'b');
        lock.request(anOperator(), op, Wait::unlimited(), click.callback());
        const bool gaveWay = lock.yieldIfWanted().gaveWay;
        return std::pair(gaveWay, turns.line());
    });
    QTRY_COMPARE_WITH_TIMEOUT(turns.line(), QStringLiteral("Sab"), patience.count());
    QVERIFY(!lock.status().queue.first().remaining);
    turns.ask(anOperator(), u'B');
    QCOMPARE(turns.line(), QStringLiteral("BSab"));
    clock.advance(30s);
    QCOMPARE(turns.line(), QStringLiteral("SabB"));
    QVERIFY(click.waitForIt());
    click.drop();
    const auto [gaveWay, line] = scan.get();
    QVERIFY(gaveWay);
    QCOMPARE(line, QStringLiteral("abB"));
    QCOMPARE(turns.served(), QStringLiteral("abB"));
}

void TestLockYield::waitsForAnOperatorWhoWorksElsewhere()
{
    constexpr int clicks = 200;
    GlobalLock lock;
    std::atomic<bool> done {false};
    int working = 0; // guarded by nothing but the lock
    auto person = std::async(std::launch::async, [&] {
        for (int i = 0; i < clicks; ++i) {
            const LockGuard hold = lock.acquire(anOperator(), op, Wait::unlimited());
            QCOMPARE(std::exchange(working, 1), 0);
            std::this_thread::yield();
            working = 0;
        }
        done = true;
    });
    const HolderScope scope(aClient());
    const LockGuard hold = lock.acquire(aClient(), op, Wait::unlimited());
    int gaveWay = 0;
    while (!done) {
        QCOMPARE(std::exchange(working, 1), 0);
        working = 0;
        gaveWay += lock.yieldIfWanted().gaveWay ? 1 : 0;
    }
    person.get();
    QVERIFY(gaveWay > 0);
    QVERIFY(lock.isHeldHere(aClient()));
}

void TestLockYield::aLockThatGoesAwayEndsTheHold()
{
    auto lock = std::make_unique<GlobalLock>();
    Outcome click;
    auto scan = std::async(std::launch::async, [&lock = *lock, &click] {
        const HolderScope scope(aClient());
        const LockGuard hold = lock.acquire(op);
        lock.request(anOperator(), op, Wait::unlimited(), click.callback());
        std::optional<Reason> reason;
        try {
            lock.yieldIfWanted();
        } catch (const GlobalLockBusyError &error) {
            reason = error.reason();
        }
        return reason;
    });
    QVERIFY(click.waitForIt());
    QTRY_COMPARE_WITH_TIMEOUT(lock->status().queue.size(), 1, patience.count());
    lock.reset();
    QVERIFY(scan.get() == Reason::Closed);
}

void TestLockYield::aWithdrawnPlaceEndsTheHold()
{
    GlobalLock lock;
    Outcome click;
    std::promise<LockTicket> told;
    auto scan = std::async(std::launch::async, [&] {
        const HolderScope scope(aClient());
        LockGuard session = lock.acquire(op);
        session.markAsBase();
        std::optional<GlobalLockBusyError> refusal;
        {
            const LockGuard action = lock.acquire(op);
            lock.request(anOperator(), op, Wait::unlimited(), click.callback());
            try {
                lock.yieldIfWanted(aClient(),
                                   [&told](const LockTicket &mine) { told.set_value(mine); });
            } catch (const GlobalLockBusyError &error) {
                refusal = error;
            }
        }
        session.release(); // lets go of nothing, as the action's guard has
        return refusal;
    });
    QVERIFY(click.waitForIt());
    LockTicket place = told.get_future().get();
    Turns turns(lock);
    turns.ask(Holder {}, u'a');
    QCOMPARE(place.position(), 1);
    QVERIFY(place.withdraw());
    QVERIFY(!place.withdraw());
    const std::optional<GlobalLockBusyError> refusal = scan.get();
    QVERIFY(refusal.has_value());
    QVERIFY(refusal->reason() == Reason::Withdrawn);
    QCOMPARE(refusal->position(), 1);
    QVERIFY2(lock.status().isHeld(), "the operator's hold has ended with the other one's guards");
    QCOMPARE(turns.line(), QStringLiteral("a"));
    click.drop();
    QCOMPARE(turns.served(), QStringLiteral("a"));
    QVERIFY(isFreeForOthers(lock));
}

void TestLockYield::aPlaceThatIsWithdrawnAtOnceIsNotWaitedFor()
{
    GlobalLock lock;
    Outcome click; // keeps its grant for as long as the test lasts
    const HolderScope scope(aClient());
    const LockGuard hold = lock.acquire(op);
    lock.request(anOperator(), op, Wait::unlimited(), click.callback());
    bool withdrawn = false;
    QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError,
                             lock.yieldIfWanted(aClient(), [&withdrawn](LockTicket place) {
                                 withdrawn = place.withdraw();
                             }));
    QVERIFY(withdrawn);
    QVERIFY(lock.status().queue.isEmpty());
    QVERIFY(click.isGrant());
}

void TestLockYield::aPlaceCannotBeWithdrawnOnceItIsServed()
{
    GlobalLock lock;
    Turns turns(lock);
    const HolderScope scope(aClient());
    const LockGuard hold = lock.acquire(op);
    bool told = false;
    lock.yieldIfWanted(aClient(), [&told](const LockTicket &) { told = true; });
    QVERIFY2(!told, "it has not given way");
    turns.ask(anOperator(), u'A');
    LockTicket place;
    QVERIFY(
        lock.yieldIfWanted(aClient(), [&place](const LockTicket &mine) { place = mine; }).gaveWay);
    QVERIFY(place.id() > 0);
    QVERIFY(!place.withdraw());
    QVERIFY(lock.isHeldHere(aClient()));
}

HOLDFAST_GUILESS_TEST(TestLockYield)

} // namespace tst_lockyield

#include "tst_lockyield.moc"
