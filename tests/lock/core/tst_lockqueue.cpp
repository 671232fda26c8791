// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/elsewhere.h"
#include "tests/lock/outcome.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <array>
#include <atomic>
#include <vector>

namespace tst_lockqueue {

using namespace Holdfast;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("operation");

//! Releases the lock while two wait: the first has been granted it, and has not begun to work yet.
void handOverTo(Outcome &first, Outcome &second, GlobalLock &lock)
{
    const LockGuard hold = lock.acquire(op);
    lock.request(Holder {}, op, Wait::unlimited(), first.callback());
    lock.request(Holder {}, op, Wait::unlimited(), second.callback());
}

int threadCount()
{
    const QDir tasks(QStringLiteral("/proc/self/task"));
    return int(tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}

} // namespace

//! Tests the line before the lock: when each waiter is served, and how a ticket ends.
class TestLockQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aFreeLockIsGrantedAtOnceAndHere();
    void aTryForAHeldLockIsRefusedAtOnceAndHere();
    void ticketsAreServedInOrder();
    void noNewcomerBargesInBetweenHandOffAndWork();
    void aGrantMayBeEnteredInAnotherThread();
    void aDroppedGrantIsHandedOn();
    void ticketsTimeOutNeverEarly();
    void deadlinesExpireInTheirOwnOrder();
    void withdrawnTicketsNeverCallBack();
    void withdrawingTooLateIsSaid();
    void waitingRequestsNeedNoThreads();
    void aLockThatGoesAwayRefusesItsLine();
};

void TestLockQueue::aFreeLockIsGrantedAtOnceAndHere()
{
    GlobalLock lock;
    for (const Wait wait : {Wait::none(), Wait::upTo(1s), Wait::unlimited()}) {
        Outcome outcome;
        const LockTicket ticket = lock.request(Holder {}, op, wait, outcome.callback());
        QCOMPARE(outcome.calls(), 1);
        QVERIFY(outcome.isGrant());
        QVERIFY(outcome.where() == std::this_thread::get_id());
        QCOMPARE(ticket.position(), 0);
        outcome.drop();
        QVERIFY(isFreeForOthers(lock));
    }
}

void TestLockQueue::aTryForAHeldLockIsRefusedAtOnceAndHere()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(op);
    Outcome outcome;
    lock.request(Holder {}, op, Wait::none(), outcome.callback());
    QCOMPARE(outcome.calls(), 1);
    QVERIFY(!outcome.isGrant());
    QVERIFY(outcome.where() == std::this_thread::get_id());
    QCOMPARE(outcome.refusal().position(), 0);
    QVERIFY(outcome.refusal().reason() == Reason::Busy);
}

void TestLockQueue::ticketsAreServedInOrder()
{
    GlobalLock lock;
    LockGuard hold = lock.acquire(op);
    std::array<Outcome, 5> outcomes;
    std::vector<LockTicket> tickets;
    for (Outcome &outcome : outcomes)
        tickets.push_back(lock.request(Holder {}, op, Wait::unlimited(), outcome.callback()));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(tickets[size_t(i)].position(), i + 1);
    hold.release();
    for (size_t i = 0; i < outcomes.size(); ++i) {
        QCOMPARE(outcomes[i].calls(), 1);
        QVERIFY(outcomes[i].isGrant());
        QCOMPARE(tickets[i].position(), 0);
        if (i + 1 < outcomes.size()) {
            QCOMPARE(outcomes[i + 1].calls(), 0);
            QCOMPARE(tickets[i + 1].position(), 1);
        }
        outcomes[i].takeGrant().enter().release();
    }
    QVERIFY(!lock.status().isHeld());
}

void TestLockQueue::noNewcomerBargesInBetweenHandOffAndWork()
{
    GlobalLock lock;
    Outcome first;
    Outcome second;
    handOverTo(first, second, lock);
    QVERIFY(!attempt(lock, Wait::none()).granted);
    QVERIFY(!isFreeForOthers(lock));
    LockGuard work = first.takeGrant().enter();
    QVERIFY(!isFreeForOthers(lock));
    work.release();
    QVERIFY(!attempt(lock, Wait::none()).granted);
    second.drop();
    QVERIFY(isFreeForOthers(lock));
}

void TestLockQueue::aGrantMayBeEnteredInAnotherThread()
{
    GlobalLock lock;
    Outcome outcome;
    const Holder holder;
    lock.request(holder, op, Wait::none(), outcome.callback());
    elsewhere([&] {
        const LockGuard work = outcome.takeGrant().enter();
        QVERIFY(lock.isHeldHere(holder));
        QVERIFY(attempt(lock, Wait::none(), holder).granted);
    });
    QVERIFY(isFreeForOthers(lock));
}

void TestLockQueue::aDroppedGrantIsHandedOn()
{
    GlobalLock lock;
    Outcome first;
    Outcome second;
    handOverTo(first, second, lock);
    QCOMPARE(second.calls(), 0);
    first.drop();
    QCOMPARE(second.calls(), 1);
    QVERIFY(second.isGrant());
    second.drop();
    QVERIFY(isFreeForOthers(lock));
}

void TestLockQueue::ticketsTimeOutNeverEarly()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(op);
    for (const auto limit : {1ms, 10ms, 60ms}) {
        Outcome outcome;
        const auto start = Clock::now();
        const LockTicket ticket =
            lock.request(Holder {}, op, Wait::upTo(limit), outcome.callback());
        QVERIFY(outcome.waitForIt());
        QVERIFY(!outcome.isGrant());
        QVERIFY2(outcome.when() - start >= limit, "timed out early");
        QVERIFY(outcome.refusal().waited() >= limit);
        QCOMPARE(outcome.refusal().position(), 1);
        QCOMPARE(ticket.position(), 0);
        QCOMPARE(outcome.calls(), 1);
    }
}

void TestLockQueue::deadlinesExpireInTheirOwnOrder()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(op);
    Outcome late;
    Outcome early;
    const LockTicket lateTicket = lock.request(Holder {}, op, Wait::upTo(600ms), late.callback());
    lock.request(Holder {}, op, Wait::upTo(30ms), early.callback());
    QVERIFY(early.waitForIt());
    QCOMPARE(early.refusal().position(), 2);
    QVERIFY(late.waitForIt());
    QVERIFY(early.when() < late.when());
    QCOMPARE(lateTicket.position(), 0);
    QCOMPARE(early.calls() + late.calls(), 2);
}

void TestLockQueue::withdrawnTicketsNeverCallBack()
{
    GlobalLock lock;
    LockGuard hold = lock.acquire(op);
    Outcome gone;
    Outcome timed;
    Outcome last;
    LockTicket ticket = lock.request(Holder {}, op, Wait::upTo(50ms), gone.callback());
    lock.request(Holder {}, op, Wait::upTo(100ms), timed.callback());
    const LockTicket next = lock.request(Holder {}, op, Wait::unlimited(), last.callback());
    QVERIFY(ticket.withdraw());
    QVERIFY(!ticket.withdraw());
    QCOMPARE(next.position(), 2);
    QVERIFY(timed.waitForIt()); // so the earlier deadline is over, too
    QCOMPARE(gone.calls(), 0);
    hold.release();
    QCOMPARE(last.calls(), 1);
    last.drop();
    QCOMPARE(gone.calls(), 0);
    QVERIFY(isFreeForOthers(lock));
}

void TestLockQueue::withdrawingTooLateIsSaid()
{
    LockTicket none;
    QVERIFY(!none.withdraw());
    QCOMPARE(none.position(), 0);

    auto lock = std::make_unique<GlobalLock>();
    Outcome outcome;
    LockTicket ticket = lock->request(Holder {}, op, Wait::none(), outcome.callback());
    QVERIFY(!ticket.withdraw());
    outcome.drop();
    lock.reset();
    QVERIFY(!ticket.withdraw());
    QCOMPARE(ticket.position(), 0);
}

void TestLockQueue::waitingRequestsNeedNoThreads()
{
    GlobalLock lock(QStringLiteral("global lock"), GlobalLock::defaultWait, unlimitedQueue());
    LockGuard hold = lock.acquire(op);
    std::atomic<int> grants {0};
    const auto request = [&] {
        return lock.request(Holder {}, op, Wait::upTo(patience), [&grants](LockOutcome outcome) {
            grants += std::holds_alternative<LockGrant>(outcome) ? 1 : 0;
        });
    };
    QVERIFY(request().position() > 0);
    const int withOne = threadCount();
    for (int i = 1; i < 200; ++i)
        request();
    QCOMPARE(lock.status().queue.size(), 200);
    QVERIFY2(threadCount() <= withOne, "waiting requests cost threads");
    hold.release();
    QCOMPARE(grants.load(), 200);
}

void TestLockQueue::aLockThatGoesAwayRefusesItsLine()
{
    auto lock = std::make_unique<GlobalLock>();
    LockGuard hold = lock->acquire(op);
    std::array<Outcome, 3> outcomes;
    lock->request(Holder {}, op, Wait::unlimited(), outcomes[0].callback());
    lock->request(Holder {}, op, Wait::upTo(patience), outcomes[1].callback());
    auto sleeper = std::async(std::launch::async,
                              [&lock = *lock] { return attempt(lock, Wait::unlimited()); });
    QTRY_COMPARE_WITH_TIMEOUT(lock->status().queue.size(), 3, patience.count());
    lock->request(Holder {}, op, Wait::upTo(patience), outcomes[2].callback());
    lock.reset();
    int position = 1;
    for (Outcome &outcome : outcomes) {
        QCOMPARE(outcome.calls(), 1);
        QVERIFY(!outcome.isGrant());
        QVERIFY(outcome.refusal().reason() == Reason::Closed);
        QCOMPARE(outcome.refusal().position(), position);
        position += position == 2 ? 2 : 1; // the third is the sleeping thread
    }
    const Attempt refused = sleeper.get();
    QVERIFY(!refused.granted);
    QVERIFY(refused.refusal->reason() == Reason::Closed);
    QVERIFY(hold.isHolding());
}

HOLDFAST_GUILESS_TEST(TestLockQueue)

} // namespace tst_lockqueue

#include "tst_lockqueue.moc"
