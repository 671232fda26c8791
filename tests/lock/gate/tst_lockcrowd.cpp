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
#include <latch>
#include <ranges>
#include <vector>

namespace tst_lockcrowd {

using namespace Holdfast;
using namespace std::chrono_literals;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("stage.move_relative");
constexpr int crowd = 1000;

//! A crowd in the queue: each is called back once, or never when it was withdrawn in time.
struct Crowd
{
    explicit Crowd(GlobalLock &lock)
    {
        for (int i = 0; i < crowd; ++i) {
            tickets.push_back(lock.request(
                i % 3 ? Holder(aClient().principal()) : Holder(anOperator().principal()), op,
                i % 2 ? Wait::unlimited() : Wait::upTo(60s), [this](const LockOutcome &outcome) {
                    ++(std::holds_alternative<LockGrant>(outcome) ? granted : refused);
                }));
        }
    }

    std::vector<LockTicket> tickets;
    std::atomic<int> granted {0};
    std::atomic<int> refused {0};
};

std::unique_ptr<GlobalLock> lockWithoutLimits()
{
    return std::make_unique<GlobalLock>(QStringLiteral("global lock"), 50ms, unlimitedQueue());
}

} // namespace

//! Tests a thousand waiters that all leave at once: none is lost, and none is notified twice.
class TestLockCrowd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void cancelledAtOnceFromManyThreads();
    void cancelledWhileTheyAreServed();
    void refusedByOneStop();
    void refusedByTheEndOfTheLock();
    void sleepersAreAllWokenByAStop();
    void leasesAreTakenInTurn();
};

void TestLockCrowd::cancelledAtOnceFromManyThreads()
{
    const auto lock = lockWithoutLimits();
    LockGuard hold = lock->acquire(op);
    Crowd all(*lock);
    QCOMPARE(lock->status().queue.size(), crowd);
    constexpr int hands = 8;
    std::latch start(hands);
    std::atomic<int> withdrawn {0};
    std::vector<std::future<void>> work;
    for (int hand = 0; hand < hands; ++hand) {
        work.push_back(std::async(std::launch::async, [&, hand] {
            start.arrive_and_wait();
            for (int i = hand; i < crowd; i += hands)
                withdrawn += all.tickets[size_t(i)].withdraw() ? 1 : 0;
        }));
    }
    for (auto &each : work)
        each.get();
    QCOMPARE(withdrawn.load(), crowd);
    QVERIFY(lock->status().queue.isEmpty());
    hold.release();
    QCOMPARE(all.granted + all.refused, 0);
    QVERIFY(isFreeForOthers(*lock));
}

void TestLockCrowd::cancelledWhileTheyAreServed()
{
    const auto lock = lockWithoutLimits();
    LockGuard hold = lock->acquire(op);
    Crowd all(*lock);
    std::latch start(2);
    auto leaving = std::async(std::launch::async, [&] {
        int withdrawn = 0;
        start.arrive_and_wait();
        for (auto &ticket : std::views::reverse(all.tickets))
            withdrawn += ticket.withdraw() ? 1 : 0;
        return withdrawn;
    });
    start.arrive_and_wait();
    hold.release(); // each one lets go at once, so that the whole line is served
    const int withdrawn = leaving.get();
    QTRY_COMPARE_WITH_TIMEOUT(all.granted.load(), crowd - withdrawn, patience.count());
    QCOMPARE(all.refused.load(), 0);
    QVERIFY(isFreeForOthers(*lock));
}

void TestLockCrowd::refusedByOneStop()
{
    const auto lock = lockWithoutLimits();
    const LockGuard hold = lock->acquire(op);
    const Crowd all(*lock);
    QVERIFY(lock->setMode(LockMode::Stopped, anOperator().principal(), {}));
    QCOMPARE(all.refused.load(), crowd);
    QVERIFY(lock->status().queue.isEmpty());
}

void TestLockCrowd::refusedByTheEndOfTheLock()
{
    auto lock = lockWithoutLimits();
    const LockGuard hold = lock->acquire(op);
    const Crowd all(*lock);
    lock.reset();
    QCOMPARE(all.refused.load(), crowd);
}

void TestLockCrowd::sleepersAreAllWokenByAStop()
{
    constexpr int sleepers = 32;
    const auto lock = lockWithoutLimits();
    const LockGuard hold = lock->acquire(op);
    std::vector<std::future<bool>> asleep;
    for (int i = 0; i < sleepers; ++i)
        asleep.push_back(std::async(std::launch::async, [&lock] {
            return attempt(*lock, Wait::unlimited()).refusal.has_value();
        }));
    QTRY_COMPARE_WITH_TIMEOUT(lock->status().queue.size(), sleepers, patience.count());
    lock->setMode(LockMode::Stopped, anOperator().principal(), {});
    for (auto &each : asleep)
        QVERIFY(each.get());
}

void TestLockCrowd::leasesAreTakenInTurn()
{
    const auto lock = lockWithoutLimits();
    std::vector<Lease> leases;
    LockGuard hold = lock->acquire(op);
    for (int i = 0; i < crowd; ++i)
        lock->request(aClient(), op, Wait::unlimited(), [&](LockOutcome outcome) {
            leases.push_back(std::get<LockGrant>(outcome).intoLease({.note = {}, .ttl = 60s}));
        });
    hold.release();
    for (int i = 0; i < crowd; ++i) {
        QCOMPARE(leases.size(), size_t(i) + 1);
        QCOMPARE(lock->leases().size(), 1);
        QVERIFY(lock->endLease(leases.back().id));
    }
    QVERIFY(isFreeForOthers(*lock));
    QVERIFY(lock->endedLease(leases.front().id));
}

HOLDFAST_GUILESS_TEST(TestLockCrowd)

} // namespace tst_lockcrowd

#include "tst_lockcrowd.moc"
