// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/elsewhere.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <stdexcept>

using namespace Holdfast;
using namespace std::chrono_literals;
using Wait = GlobalLock::Wait;

Q_DECLARE_METATYPE(std::chrono::milliseconds)

namespace tst_globallock {

//! Tests the service of a lock to one holder at a time, and its refusals to the others.
class TestGlobalLock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isFreeAtTheStart();
    void isFreedByAsManyReleasesAsAcquisitions();
    void nestsInAnyMixOfScopesAndReleases();
    void releasingNothingIsAnError();
    void refusesAfterTheWait_data();
    void refusesAfterTheWait();
    void refusesInProportionToTheWait();
    void theHolderKeepsItThroughEveryRefusal();
    void aScopeThatCannotBeEnteredThrows();
    void twoHoldersOfOneThreadExcludeEachOther();
    void oneHolderInTwoThreadsExcludesItself();
    void refusesToWaitForEverForItself();
    void neverWaitsWhereWaitingIsForbidden();
    void aWaitBeyondTheClockIsForEver();
    void currentHolderIsUsedByDefault();
    void guardsOneDeviceUnderItsOwnName();
    void twoLocksAreIndependent();
};

void TestGlobalLock::isFreeAtTheStart()
{
    GlobalLock lock;
    QVERIFY(!lock.status().isHeld());
    QVERIFY(isFreeForOthers(lock));
    QCOMPARE(lock.ownWait().limit.value(), GlobalLock::defaultWait);
}

void TestGlobalLock::isFreedByAsManyReleasesAsAcquisitions()
{
    GlobalLock lock;
    LockGuard outer = lock.acquire(QStringLiteral("outer"));
    QVERIFY(!isFreeForOthers(lock));
    LockGuard inner = lock.acquire(QStringLiteral("inner"));
    QCOMPARE(lock.status().owner->depth, 2);
    inner.release();
    QCOMPARE(lock.status().owner->depth, 1);
    QVERIFY(!isFreeForOthers(lock));
    outer.release();
    QVERIFY(!lock.status().isHeld());
    QVERIFY(isFreeForOthers(lock));
}

void TestGlobalLock::nestsInAnyMixOfScopesAndReleases()
{
    GlobalLock lock;
    {
        const LockGuard scope = lock.acquire(QStringLiteral("scope"));
        LockGuard byHand = lock.acquire(QStringLiteral("by hand"));
        {
            const LockGuard inner = lock.acquire(QStringLiteral("inner"));
            byHand.release();
            QVERIFY(!isFreeForOthers(lock));
        }
        QVERIFY(!isFreeForOthers(lock));
        QCOMPARE(lock.status().owner->operation, QStringLiteral("scope"));
    }
    QVERIFY(isFreeForOthers(lock));
}

void TestGlobalLock::releasingNothingIsAnError()
{
    LockGuard never;
    QVERIFY(!never.isHolding());
    QVERIFY_THROWS_EXCEPTION(std::logic_error, never.release());

    GlobalLock lock;
    LockGuard once = lock.acquire(QStringLiteral("once"));
    once.release();
    QVERIFY(!once.isHolding());
    QVERIFY_THROWS_EXCEPTION(std::logic_error, once.release());
    QVERIFY(isFreeForOthers(lock));
}

void TestGlobalLock::refusesAfterTheWait_data()
{
    QTest::addColumn<std::chrono::milliseconds>("wait");
    QTest::newRow("a try does not wait") << 0ms;
    QTest::newRow("a negative wait is a try") << -5ms;
    QTest::newRow("one millisecond") << 1ms;
    QTest::newRow("the default") << GlobalLock::defaultWait;
    QTest::newRow("a tenth of a second") << 100ms;
}

void TestGlobalLock::refusesAfterTheWait()
{
    QFETCH(const std::chrono::milliseconds, wait);
    GlobalLock lock;
    const LockGuard hold = lock.acquire(QStringLiteral("hold"));
    const Attempt other = elsewhere([&] { return attempt(lock, Wait::upTo(wait)); });
    QVERIFY(!other.granted);
    QVERIFY2(other.took >= wait, "refused before its wait was over");
    QVERIFY(other.refusal->waited() >= wait);
    QCOMPARE(other.refusal->position(), wait > 0ms ? 1 : 0);
    QVERIFY(lock.status().queue.isEmpty());
}

void TestGlobalLock::refusesInProportionToTheWait()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(QStringLiteral("hold"));
    const auto quickest = [&lock](Wait wait) {
        return elsewhere([&lock, wait] {
            auto best = std::chrono::steady_clock::duration::max();
            for (int i = 0; i < 5; ++i)
                best = std::min(best, attempt(lock, wait).took);
            return best;
        });
    };
    const auto none = quickest(Wait::none());
    const auto short_ = quickest(Wait::upTo(50ms));
    const auto long_ = quickest(Wait::upTo(400ms));
    QVERIFY2(none * 4 < short_, "a try waits");
    QVERIFY2(short_ * 2 < long_, "a short wait takes as long as a long one");
}

void TestGlobalLock::theHolderKeepsItThroughEveryRefusal()
{
    GlobalLock lock;
    const Holder holder;
    const LockGuard hold = lock.acquire(holder, QStringLiteral("hold"), Wait::none());
    for (const Wait wait : {Wait::none(), Wait::upTo(1ms), Wait::upTo(20ms)}) {
        QVERIFY(!elsewhere([&] { return attempt(lock, wait); }).granted);
        QVERIFY(lock.isHeldHere(holder));
        QCOMPARE(lock.status().owner->holderId, holder.id());
        QCOMPARE(lock.status().generation, 1U);
    }
}

void TestGlobalLock::aScopeThatCannotBeEnteredThrows()
{
    GlobalLock lock(QStringLiteral("global lock"), 20ms);
    const LockGuard hold = lock.acquire(QStringLiteral("hold"));
    bool entered = false;
    const auto body = [&] {
        const LockGuard scope = lock.acquire(QStringLiteral("scope"));
        entered = true;
    };
    QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, elsewhere(body));
    QVERIFY(!entered);
}

void TestGlobalLock::twoHoldersOfOneThreadExcludeEachOther()
{
    GlobalLock lock;
    const Holder first;
    const Holder second;
    {
        const LockGuard hold = lock.acquire(first, QStringLiteral("first"), Wait::none());
        QVERIFY(lock.isHeldHere(first));
        QVERIFY(!lock.isHeldHere(second));
        const Attempt refused = attempt(lock, Wait::upTo(20ms), second);
        QVERIFY(!refused.granted);
        QVERIFY(refused.took >= 20ms);
        QCOMPARE(lock.status().owner->holderId, first.id());
        QCOMPARE(lock.status().owner->depth, 1);
    }
    QVERIFY(attempt(lock, Wait::none(), second).granted);
}

void TestGlobalLock::oneHolderInTwoThreadsExcludesItself()
{
    GlobalLock lock;
    const Holder holder;
    const LockGuard hold = lock.acquire(holder, QStringLiteral("here"), Wait::none());
    QVERIFY(!elsewhere([&] { return lock.isHeldHere(holder); }));
    QVERIFY(!elsewhere([&] { return attempt(lock, Wait::upTo(20ms), holder); }).granted);
    QVERIFY(attempt(lock, Wait::none(), holder).granted);
}

void TestGlobalLock::refusesToWaitForEverForItself()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(QStringLiteral("mine"));
    QVERIFY(!attempt(lock, Wait::unlimited(), Holder {}).granted);
}

void TestGlobalLock::neverWaitsWhereWaitingIsForbidden()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(QStringLiteral("hold"));
    const Attempt refused = elsewhere([&] {
        const WaitingForbidden outer;
        {
            const WaitingForbidden inner;
        }
        return attempt(lock, Wait::unlimited());
    });
    QVERIFY(!refused.granted);
    QCOMPARE(refused.refusal->position(), 0);
    QVERIFY(!WaitingForbidden::here());
}

void TestGlobalLock::aWaitBeyondTheClockIsForEver()
{
    GlobalLock lock;
    LockGuard hold = lock.acquire(QStringLiteral("hold"));
    auto other = std::async(std::launch::async, [&lock] {
        return attempt(lock, Wait::upTo(std::chrono::milliseconds::max()));
    });
    QTRY_COMPARE_WITH_TIMEOUT(lock.status().queue.size(), 1, patience.count());
    QVERIFY(!lock.status().queue.first().remaining);
    hold.release();
    QVERIFY(other.get().granted);
}

void TestGlobalLock::currentHolderIsUsedByDefault()
{
    GlobalLock lock;
    const Holder client(Principal::client(QStringLiteral("tile scan"), {}));
    const HolderScope scope(client);
    const LockGuard hold = lock.acquire(QStringLiteral("scan"));
    QVERIFY(lock.isHeldHere(client));
    QCOMPARE(lock.status().owner->principal, client.principal());
}

void TestGlobalLock::guardsOneDeviceUnderItsOwnName()
{
    GlobalLock port(QStringLiteral("stage port"), 10ms);
    QCOMPARE(port.name(), QStringLiteral("stage port"));
    const LockGuard hold = port.acquire(QStringLiteral("query position"));
    const Attempt other = elsewhere([&port] { return attempt(port, port.ownWait()); });
    QVERIFY(!other.granted);
    QVERIFY2(other.refusal->message().startsWith(
                 QStringLiteral("The stage port could not be acquired: ")),
             other.refusal->what());
}

void TestGlobalLock::twoLocksAreIndependent()
{
    GlobalLock global;
    GlobalLock port(QStringLiteral("stage port"));
    const LockGuard one = global.acquire(QStringLiteral("one"));
    QVERIFY(isFreeForOthers(port));
    LockGuard both = port.acquire(QStringLiteral("both"));
    QVERIFY(!isFreeForOthers(port));
    both.release();
    QVERIFY(!isFreeForOthers(global));
}

HOLDFAST_GUILESS_TEST(TestGlobalLock)

} // namespace tst_globallock

#include "tst_globallock.moc"
