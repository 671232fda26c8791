// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/elsewhere.h"
#include "tests/lock/expectstuck.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <vector>

namespace tst_lockthreads {

using namespace Holdfast;
using namespace std::chrono_literals;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("operation");

//! Acquires in a thread that ends without letting go, and returns the guard that it leaves behind.
LockGuard holdInAThreadThatEnds(GlobalLock &lock, const Holder &holder, Qt::HANDLE *id = nullptr)
{
    LockGuard left;
    std::thread([&] {
        left = lock.acquire(holder, op, Wait::none());
        if (id)
            *id = QThread::currentThreadId();
    }).join();
    return left;
}

} // namespace

//! The lock between threads: fairness, exclusion, and threads that do not behave.
class TestLockThreads : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aHogServesItsVictimAfterOneHold();
    void aHogNeverGetsPastASleepingVictim();
    void sleepingThreadsAreServedInOrder();
    void onlyOneHolderWorksAtATime();
    void aStrangerCannotUnlock();
    void aStrangerCannotUnlockByHand();
    void aHolderWhoseThreadDiedIsStuck();
    void aThreadThatLetGoMayEnd();
    void aRecycledThreadIdInheritsNothing();
    void changesAreAnnouncedUntilTheLockGoes();
};

void TestLockThreads::aHogServesItsVictimAfterOneHold()
{
    GlobalLock lock;
    std::atomic<quint64> holds {0};
    const std::jthread hog([&](const std::stop_token &enough) {
        const Holder holder;
        while (!enough.stop_requested()) {
            const LockGuard hold = lock.acquire(holder, op, Wait::unlimited());
            ++holds;
            std::this_thread::sleep_for(200us);
        }
    });
    QTRY_VERIFY_WITH_TIMEOUT(holds > 0, patience.count());
    int waited = 0;
    for (int i = 0; i < 300; ++i) {
        std::promise<LockGrant> served;
        const auto ticket =
            lock.request(Holder {}, op, Wait::unlimited(), [&served](LockOutcome outcome) {
                served.set_value(std::get<LockGrant>(std::move(outcome)));
            });
        const quint64 holdsAtArrival = holds;
        const LockStatus arrival = lock.status();
        LockGrant grant = served.get_future().get();
        const quint64 holdsMeanwhile = holds - holdsAtArrival;
        // The hog may have been granted just before, and count its hold only now.
        QVERIFY2(holdsMeanwhile <= 1, "the hog got in twice before its victim");
        // By then the victim may have been served, and the hog stand in the queue.
        if (!arrival.queue.isEmpty() && arrival.queue.first().ticketId == ticket.id()) {
            ++waited;
            QCOMPARE(grant.generation(), arrival.generation + 1);
        }
        grant.enter().release();
    }
    QVERIFY2(waited > 0, "the victim never had to wait");
}

void TestLockThreads::aHogNeverGetsPastASleepingVictim()
{
    GlobalLock lock;
    const std::jthread victim([&](const std::stop_token &enough) {
        while (!enough.stop_requested())
            const LockGuard hold = lock.acquire(Holder {}, op, Wait::unlimited());
    });
    const Holder hog;
    int met = 0;
    int barged = 0;
    quint64 previous = 0;
    bool hadWaiters = false;
    for (int i = 0; i < 3000; ++i) {
        const LockGuard hold = lock.acquire(hog, op, Wait::unlimited());
        const LockStatus now = lock.status();
        if (hadWaiters) {
            ++met;
            barged += now.generation == previous + 1 ? 1 : 0;
        }
        if (i % 16 == 0)
            std::this_thread::sleep_for(100us);
        const LockStatus end = lock.status();
        previous = end.generation;
        hadWaiters = !end.queue.isEmpty();
    }
    QVERIFY2(met > 0, "the victim never had to wait");
    QCOMPARE(barged, 0);
}

void TestLockThreads::sleepingThreadsAreServedInOrder()
{
    constexpr int threads = 8;
    for (int round = 0; round < 20; ++round) {
        GlobalLock lock;
        LockGuard hold = lock.acquire(op);
        std::vector<int> order; // guarded by the lock
        std::vector<std::thread> sleepers;
        for (int i = 0; i < threads; ++i) {
            sleepers.emplace_back([&lock, &order, i] {
                const LockGuard turn = lock.acquire(Holder {}, op, Wait::unlimited());
                order.push_back(i);
            });
            QTRY_COMPARE_WITH_TIMEOUT(lock.status().queue.size(), i + 1, patience.count());
        }
        hold.release();
        for (std::thread &sleeper : sleepers)
            sleeper.join();
        QCOMPARE(order, (std::vector<int> {0, 1, 2, 3, 4, 5, 6, 7}));
    }
}

void TestLockThreads::onlyOneHolderWorksAtATime()
{
    constexpr int threads = 6;
    constexpr int turns = 2000;
    GlobalLock lock;
    int inside = 0; // guarded by the lock
    int collisions = 0;
    int total = 0;
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i) {
        workers.emplace_back([&] {
            const Holder holder;
            for (int turn = 0; turn < turns; ++turn) {
                const LockGuard outer = lock.acquire(holder, op, Wait::unlimited());
                collisions += inside++ == 0 ? 0 : 1;
                const LockGuard inner = lock.acquire(holder, op, Wait::none());
                ++total;
                --inside;
            }
        });
    }
    for (std::thread &worker : workers)
        worker.join();
    QCOMPARE(collisions, 0);
    QCOMPARE(total, threads * turns);
    QVERIFY(!lock.status().isHeld());
}

void TestLockThreads::aStrangerCannotUnlock()
{
    GlobalLock lock;
    const Holder holder;
    LockGuard hold = lock.acquire(holder, op, Wait::none());
    expectStuck("a guard ended in another thread");
    std::thread([stolen = std::move(hold)] {}).join();
    QVERIFY(lock.isHeldHere(holder));
    QVERIFY(lock.status().owner->stuck);
    QVERIFY(!isFreeForOthers(lock));
}

void TestLockThreads::aStrangerCannotUnlockByHand()
{
    GlobalLock lock;
    LockGuard outer = lock.acquire(op);
    LockGuard inner = lock.acquire(op);
    expectStuck("a guard ended in another thread");
    elsewhere([&inner] { inner.release(); });
    QVERIFY(!inner.isHolding());
    outer.release();
    QVERIFY2(lock.status().isHeld(), "the hold that was lost elsewhere was counted as released");
    QVERIFY(!isFreeForOthers(lock));
}

void TestLockThreads::aHolderWhoseThreadDiedIsStuck()
{
    GlobalLock lock;
    std::atomic<int> changes {0};
    connect(
        &lock, &GlobalLock::changed, this, [&changes] { ++changes; }, Qt::DirectConnection);
    const Holder holder(Principal::client(QStringLiteral("tile scan"), {}));
    expectStuck("the thread that holds the lock has ended. Its holder is tile scan");
    LockGuard left = holdInAThreadThatEnds(lock, holder);
    const LockStatus status = lock.status();
    QVERIFY(status.owner->stuck);
    QCOMPARE(status.owner->principal.name, QStringLiteral("tile scan"));
    QCOMPARE(changes.load(), 2); // acquired, stuck
    const Attempt other = attempt(lock, Wait::upTo(5ms));
    QVERIFY(!other.granted);
    QVERIFY(other.refusal->message().contains(QStringLiteral("stuck")));
    QVERIFY(!lock.isHeldHere(holder));
    QVERIFY2(!attempt(lock, Wait::none(), holder).granted, "the holder goes on in another thread");

    expectStuck("a guard ended in another thread");
    left.release();
    QVERIFY(lock.status().isHeld());
}

void TestLockThreads::aThreadThatLetGoMayEnd()
{
    GlobalLock lock;
    const LockGuard hold = elsewhere([&lock] {
        attempt(lock, Wait::none());
        return LockGuard();
    });
    QVERIFY(!lock.status().isHeld());
    const LockGuard mine = lock.acquire(op);
    elsewhere([&lock] { return attempt(lock, Wait::none()); });
    QVERIFY(!lock.status().owner->stuck);
}

void TestLockThreads::aRecycledThreadIdInheritsNothing()
{
    int recycled = 0;
    int inherited = 0;
    for (int i = 0; i < 200; ++i) {
        GlobalLock lock;
        const Holder holder;
        Qt::HANDLE dead = nullptr;
        expectStuck("the thread that holds the lock has ended");
        LockGuard left = holdInAThreadThatEnds(lock, holder, &dead);
        std::thread([&] {
            recycled += QThread::currentThreadId() == dead ? 1 : 0;
            inherited += lock.isHeldHere(holder) ? 1 : 0;
            inherited += attempt(lock, Wait::none(), holder).granted ? 1 : 0;
            inherited += attempt(lock, Wait::none(), Holder::current()).granted ? 1 : 0;
        }).join();
        expectStuck("a guard ended in another thread");
        left.release();
    }
    QCOMPARE(inherited, 0);
    QVERIFY2(recycled > 0, "the system recycled no thread id, so this shows nothing");
}

void TestLockThreads::changesAreAnnouncedUntilTheLockGoes()
{
    for (int i = 0; i < 300; ++i) {
        auto lock = std::make_unique<GlobalLock>();
        std::atomic<int> changes {0};
        connect(
            lock.get(), &GlobalLock::changed, this, [&changes] { ++changes; },
            Qt::DirectConnection);
        std::promise<void> holding;
        std::atomic<bool> go {false};
        std::thread worker([&] {
            std::vector<LockGuard> holds;
            const Holder holder;
            for (int n = 0; n < 20; ++n)
                holds.push_back(lock->acquire(holder, op, Wait::none()));
            holding.set_value();
            go.wait(false);
            while (!holds.empty())
                holds.pop_back();
        });
        holding.get_future().wait();
        QVERIFY(changes >= 20);
        go = true;
        go.notify_all();
        lock.reset();
        const int atTheEnd = changes;
        worker.join();
        QCOMPARE(changes.load(), atTheEnd);
    }
}

HOLDFAST_GUILESS_TEST(TestLockThreads)

} // namespace tst_lockthreads

#include "tst_lockthreads.moc"
